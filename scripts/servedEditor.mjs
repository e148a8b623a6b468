// VS Code without a download from its vendor: the same editor, built as a server, from the npm package code-server.
// Installed once into the cache folder, started on loopback, opened in a browser.
import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installFromDebian } from './debian.mjs';
import { writeSettings } from './editorSettings.mjs';
import { cacheFolder, servedEditors } from './editorVersions.mjs';
import { withLock } from './lock.mjs';

const readyWithinMs = 30_000;

/** Installs the editor when the cache does not have it. Resolves to the paths to run it by. */
export async function installServedEditor(versions = servedEditors.newest) {
  const folder = join(cacheFolder, `served-${versions.codeServer}-node-${versions.node}`);
  const installed = pathsIn(folder);
  if (!existsSync(folder)) {
    await withLock(`${folder}.lock`, async () => {
      if (!existsSync(folder)) await installInto(folder, versions);
    });
  }
  return installed;
}

function pathsIn(folder) {
  return {
    node: join(folder, 'node_modules/.bin/node'),
    vscode: join(folder, 'node_modules/code-server/lib/vscode'),
    server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/** Into a folder beside it first, so that half an install is never taken for a whole one. About 35 s, 800 MB. */
async function installInto(folder, versions) {
  console.error(`Installing VS Code ${versions.vscode} (served) into ${folder}: once, under a minute ...`);
  const half = `${folder}.part`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'package.json'), '{ "private": true }\n');
  const npm = (args, cwd, env) => npmToStderr(args, cwd, { ...process.env, ...env });
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

  // Node first: it is what builds and runs the rest. The package brings its headers too.
  const nodePackage = `node-${process.platform}-${process.arch}`;
  npm(['install', '--no-save', ...quiet, `${nodePackage}@${versions.node}`], half);
  const nodeHome = join(half, 'node_modules', nodePackage);
  const binaries = join(half, 'node_modules/.bin');
  mkdirSync(binaries, { recursive: true });
  if (!existsSync(join(binaries, 'node'))) symlinkSync(join('..', nodePackage, 'bin/node'), join(binaries, 'node'));

  npm(['pack', ...quiet, `code-server@${versions.codeServer}`], half);
  const home = join(half, 'node_modules/code-server');
  mkdirSync(home);
  run('tar', ['-xzf', `code-server-${versions.codeServer}.tgz`, '-C', home, '--strip-components=1'], half);
  rmSync(join(half, `code-server-${versions.codeServer}.tgz`));

  const environment = { PATH: `${binaries}${delimiter}${process.env.PATH}`, npm_config_nodedir: nodeHome };
  const vscode = join(home, 'lib/vscode');
  for (const part of [vscode, join(vscode, 'extensions')]) {
    npm(['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps', ...quiet], part, environment);
  }
  // Without spdlog there are no log files.
  npm(['rebuild', ...quiet, '@vscode/spdlog', '@vscode/native-watchdog'], vscode, environment);
  linkRipgrep(vscode);
  renameSync(half, folder);
}

/** Older editors fetch the program that searches files by an install script, which we do not run. Debian has it. */
function linkRipgrep(vscode) {
  const wanted = join(vscode, 'node_modules/@vscode/ripgrep/bin/rg');
  const theirs = '/usr/bin/rg';
  if (!existsSync(dirname(dirname(wanted))) || existsSync(wanted)) return;
  if (!existsSync(theirs)) installFromDebian('ripgrep');
  mkdirSync(dirname(wanted), { recursive: true });
  symlinkSync(theirs, wanted);
}

function npmToStderr(args, cwd, env) {
  run('npm', args, cwd, env);
}

function run(command, args, cwd, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd, env, stdio: ['ignore', 2, 2] });
  if (error) throw error;
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` failed in ${cwd}`);
}

/**
 * Starts the server and waits until it answers.
 * @param {object} options
 * @param {Awaited<ReturnType<typeof installServedEditor>>} options.editor
 * @param {string} options.profile folder for user data, server data and extensions; settings.json is written there
 * @param {Record<string, unknown>} options.settings
 * @param {number} [options.port] the same as before, where what the editor keeps of a folder is to be found again: the
 *   editor counts the address to the folder's name. Any free one by default, or when that one is taken
 * @param {string} [options.token] asked of whoever opens the page; none for tests
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
  server.stdout.pipe(log);
  server.stderr.pipe(log);
  await untilItAnswers(server, port, join(profile, 'server.log'));
  return {
    port,
    authority: `127.0.0.1:${port}`,
    /** Resolves when the server and what it started are gone. */
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await Promise.race([gone, sleep(5000)]);
      server.kill('SIGKILL');
    },
    exited: new Promise((resolve) => server.once('exit', resolve)),
  };
}

/** No extension gallery: nothing is asked of anybody. */
const noGallery = { EXTENSIONS_GALLERY: '{"serviceUrl":"","itemUrl":"","resourceUrlTemplate":""}' };

function foldersOf(profile) {
  const folder = (name) => join(profile, name);
  return [
    '--user-data-dir',
    folder('user'),
    '--server-data-dir',
    folder('data'),
    '--extensions-dir',
    folder('extensions'),
  ];
}

/** Installs a packaged extension (.vsix) into a profile, as a person would from the command line. */
export function installExtension(editor, profile, vsix) {
  run(
    editor.node,
    [editor.server, '--accept-server-license-terms', ...foldersOf(profile), '--force', '--install-extension', vsix],
    dirname(vsix),
    { ...process.env, ...noGallery },
  );
}

async function untilItAnswers(server, port, log) {
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep(100)) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/version`).catch(() => undefined);
    if (answer?.ok) return;
  }
  server.kill('SIGKILL');
  throw new Error(`The served editor did not start; see ${log}`);
}

/** The port of loopback if nobody listens on it; any such port if none is named. */
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
