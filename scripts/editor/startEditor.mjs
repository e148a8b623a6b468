// Opens an editor for `npm start`. Of three ways it takes the first that works on this machine.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fetchDesktopEditor } from './extensionHost.mjs';
import { quietSettings, writeSettings } from './profileSettings.mjs';
import { cacheFolder, servedEditors } from './versions.mjs';
import { installServedEditor } from './installServedEditor.mjs';
import { installExtension, startServedEditor } from './servedEditor.mjs';
import { ensureBuilt, root } from '../build/setup.mjs';

/** Tells the extension to start a training and to show the dashboard. Only `npm start` sets it. */
const autostart = { HIDDEN_STATE_AUTOSTART: '1' };

/** Kept between starts, so that the trained model is still there. Separate from the user's own editor. */
const profile = join(cacheFolder, 'start');

/** The same port each time if it is free: the editor stores the state of a folder by its full address. */
const port = 18_473;

/** Resolves to the exit code: after the desktop editor has started, or after the served editor has ended. */
export async function startEditor(folder = join(root, 'samples')) {
  const workspace = resolve(process.env.INIT_CWD ?? '.', folder);
  if (!statSync(workspace, { throwIfNoEntry: false })?.isDirectory()) {
    console.error(`${workspace} is not a folder. Name the folder to open.`);
    return 1;
  }
  await ensureBuilt();
  if (openWithCode(workspace)) return 0;
  const executable = await fetchDesktopEditor();
  if (executable) return openDesktop(executable, workspace);
  return serve(workspace);
}

const development = `--extensionDevelopmentPath=${root}`;

/** The user's own editor, with its settings and trusted folders. */
function openWithCode(workspace) {
  const shell = process.platform === 'win32';
  const options = { env: { ...process.env, ...autostart }, stdio: ['ignore', 'ignore', 'inherit'], shell };
  const { status } = spawnSync('code', [development, '--new-window', workspace], options);
  if (status !== 0) return false;
  console.log(`Opened ${workspace} in the \`code\` of your path.`);
  return true;
}

function openDesktop(executable, workspace) {
  const userData = join(profile, 'user');
  if (!existsSync(userData)) writeSettings(userData, quietSettings);
  const folders = ['--user-data-dir', userData, '--extensions-dir', join(profile, 'extensions')];
  const args = [development, ...folders, '--disable-workspace-trust', '--no-sandbox', '--new-window', workspace];
  spawn(executable, args, { env: { ...process.env, ...autostart }, stdio: 'ignore', detached: true }).unref();
  console.log(`Opened ${workspace} in VS Code.`);
  return 0;
}

/** Serves on loopback; the printed address contains an access token. A served editor accepts extensions only as packages. */
async function serve(workspace) {
  const { makePackage } = await import('../package/package.mjs');
  const editor = await installServedEditor();
  installExtension(editor, profile, await makePackage());
  const token = randomBytes(16).toString('hex');
  const server = await startServedEditor({
    editor,
    profile,
    port,
    token,
    settings: quietSettings,
    environment: autostart,
    flags: ['--disable-workspace-trust'],
  });
  const address = `http://${server.authority}/?${new URLSearchParams({ tkn: token, folder: workspace })}`;
  console.log(
    `\nVS Code ${servedEditors.newest.vscode} is open on ${workspace}. In a browser of this machine:\n\n  ${address}\n`,
  );
  console.log('Ctrl+C ends it.');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => server.stop());
  return (await server.exited) ?? 0;
}
