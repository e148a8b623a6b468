// The versions of all editors that the tests and `npm start` download.
import { join } from 'node:path';
import { homedir } from 'node:os';

/**
 * The editor as a server: code-server 4.N is VS Code 1.N. `node` is the version that it was built for. All tests run in
 * `newest`. `floor` is the oldest supported version, as `engines.vscode` says.
 */
export const servedEditors = {
  newest: { vscode: '1.139.1', codeServer: '4.139.1', node: '24.21.0' },
  floor: { vscode: '1.103.2', codeServer: '4.103.2', node: '22.23.3' },
};

/** The desktop editor for the host tests, if it can be downloaded. */
export const desktopEditor = '1.139.1';

/** Keeps the downloads between runs, outside the project. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hidden-state');
