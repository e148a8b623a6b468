// `npm start [-- FOLDER]`: opens an editor with the extension on a folder, starts a training and shows the dashboard.
// It uses the first editor that is available: `code` on the path, a downloaded desktop editor, the served editor.
import { onProjectNode } from './build/setup.mjs';

await onProjectNode(async (args) => (await import('./editor/startEditor.mjs')).startEditor(args[0]));
