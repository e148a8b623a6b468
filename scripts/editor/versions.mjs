// The one place for the versions of everything that the tests and `npm start` fetch besides the project's own packages.
import { join } from 'node:path';
import { homedir } from 'node:os';

/**
 * The editor built as a server: code-server 4.N is VS Code 1.N. `node` is the version it was built for. The newest is what
 * everything is tested in; the floor is the oldest that can be had this way (`engines.vscode` names the oldest supported).
 */
export const servedEditors = {
  newest: { vscode: '1.139.1', codeServer: '4.139.1', node: '24.21.0' },
  floor: { vscode: '1.103.2', codeServer: '4.103.2', node: '22.23.3' },
};

/** The desktop editor for the host tests, where it can be fetched. */
export const desktopEditor = '1.139.1';

/** Where all of it is kept between runs, outside the project. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hidden-state');
