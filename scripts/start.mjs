// `npm start [-- FOLDER]`: the editor with the extension, on a folder, with training under way and the dashboard shown.
// The first that can be had: the `code` on the path, the desktop editor fetched from its vendor, the served editor.
import { onProjectNode } from './build/setup.mjs';

await onProjectNode(async (args) => (await import('./editor/startEditor.mjs')).startEditor(args[0]));
