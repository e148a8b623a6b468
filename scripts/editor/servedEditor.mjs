// Starts the served editor on loopback and installs packaged extensions in it.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writeSettings } from './profileSettings.mjs';
import { runToStderr } from '../build/setup.mjs';

const readyWithinMs = 30_000;

/**
 * Starts the server and waits until it answers.
 * @param {object} options
 * @param {Awaited<ReturnType<typeof import('./installServedEditor.mjs').installServedEditor>>} options.editor
 * @param {string} options.profile folder for user data, server data and extensions; settings.json is written there
 * @param {Record<string, unknown>} options.settings
 * @param {number} [options.port] a fixed port lets the editor find the stored state of a folder again, because the state
 *   belongs to the full address. Any free port by default, or if this one is taken
 * @param {string} [options.token] that the address of the page must contain; none for tests
 * @param {Record<string, string>} [options.environment] the extension host inherits it
 * @param {readonly string[]} [options.flags]
 */
export async function startServedEditor({
  editor,
  profile,
  settings,
  port: wanted,
  token,
  environment = {},
  flags = [],
}) {
  const port = await freePort(wanted).catch(() => freePort());
  writeSettings(join(profile, 'user'), settings);
  const log = createWriteStream(join(profile, 'server.log'));
  const server = spawn(
    editor.node,
    [
      editor.server,
      ...['--host', '127.0.0.1', '--port', String(port), '--accept-server-license-terms', '--telemetry-level', 'off'],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...foldersOf(profile),
      ...flags,
    ],
    { env: { ...process.env, ...noGallery, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  // Stops the server also if this script fails.
  const killServer = () => server.kill();
  process.once('exit', killServer);
  server.once('exit', () => process.off('exit', killServer));
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  await untilServerAnswers(server, port, join(profile, 'server.log'));
  return {
    port,
    authority: `127.0.0.1:${port}`,
    /** Resolves when the server and its child processes have ended. */
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await Promise.race([ended, sleep(5000)]);
      server.kill('SIGKILL');
    },
    exited: new Promise((resolve) => server.once('exit', resolve)),
  };
}

/** No extension gallery, so that the editor sends no requests. */
const noGallery = { EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}' };

function foldersOf(profile) {
  const folders = { 'user-data-dir': 'user', 'server-data-dir': 'data', 'extensions-dir': 'extensions' };
  return Object.entries(folders).flatMap(([option, name]) => [`--${option}`, join(profile, name)]);
}

/** Installs packaged extensions (.vsix) into a profile, as a user does on the command line. */
export function installExtension(editor, profile, ...packages) {
  const extensions = packages.flatMap((path) => ['--install-extension', path]);
  const args = ['--accept-server-license-terms', ...foldersOf(profile), '--force', ...extensions];
  runToStderr(editor.node, [editor.server, ...args], { env: { ...process.env, ...noGallery } });
}

async function untilServerAnswers(server, port, log) {
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep(100)) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined);
    if (answer?.ok) return;
  }
  server.kill('SIGKILL');
  throw new Error(`The served editor did not start; see ${log}`);
}

/** The given port of loopback if it is free; any free port if none is given. */
function freePort(port = 0) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      const { port: found } = probe.address();
      probe.close(() => resolve(found));
    });
  });
}
