// Prepares a clone: installs missing packages and builds outdated programs. Runs on the machine's own Node (20.19 or
// later) with built-in modules only; everything else runs on the project's Node. Writes nothing to standard output.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The project's Node, of the same version as the editor's. The dev dependency `node` installs it. */
export const projectNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

const binaries = join(root, 'node_modules/.bin');

/** The environment of all processes on the project's Node: its programs come first on the path. */
export const projectEnvironment = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` };

/** Installs the packages of the lock file if they differ from the installed ones. */
export async function ensureInstalled() {
  requireNode();
  if (isInstalled()) return;
  await withLock(join(root, 'out/installing.lock'), async () => {
    if (isInstalled()) return;
    console.error('Installing packages (npm ci) ...');
    // Without the project's own programs on the path, because npm must not run on a Node that it replaces.
    const PATH = process.env.PATH.split(delimiter)
      .filter((folder) => folder !== binaries)
      .join(delimiter);
    runToStderr('npm', ['ci', '--no-audit', '--no-fund'], { env: { ...process.env, PATH } });
  });
}

/** Builds if a source is newer than the last build. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await withLock(join(root, 'out/building.lock'), async () => {
    if (isBuilt()) return;
    console.error('Building ...');
    runToStderr(projectNode, ['esbuild.mjs'], { env: projectEnvironment });
  });
}

/** Runs a program on the project's Node, with the terminal of this process. Resolves to its exit code. */
export function runOnProjectNode(args, cwd = process.cwd()) {
  const child = spawn(projectNode, args, { stdio: 'inherit', env: projectEnvironment, cwd });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ? 1 : code));
  });
}

/**
 * Runs `main` on the project's Node, after the packages are installed. `main` imports the packages dynamically, because
 * they may be missing before, and resolves to the exit code.
 */
export async function onProjectNode(main) {
  await ensureInstalled();
  const here = realpathSync(process.execPath) === realpathSync(projectNode);
  process.exitCode = here ? await main(process.argv.slice(2)) : await runOnProjectNode(process.argv.slice(1));
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Hidden State needs Node 20.19 or later to start from; this is ${process.version}.`);
  process.exit(1);
}

/** Runs a command to its end. Its output goes to standard error. @throws Error when it fails */
export function runToStderr(command, args, options) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell, ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` failed.`);
}

/** Compares versions, because the times of npm's files are not reliable. Packages for other platforms are optional. */
function isInstalled() {
  const installed = packagesOf('node_modules/.package-lock.json');
  if (!installed || !existsSync(projectNode)) return false;
  return Object.entries(packagesOf('package-lock.json'))
    .filter(([path, wanted]) => path !== '' && !wanted.optional)
    .every(([path, wanted]) => installed[path]?.version === wanted.version);
}

function packagesOf(lockFile) {
  const path = join(root, lockFile);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

const sources = ['src', 'media', 'test/host', 'esbuild.mjs', 'scripts/build/kernels.mjs', 'package-lock.json'];

/** `esbuild.mjs` writes this file after a build. Its time is the start of the build. */
export const buildStamp = join(root, 'out/built');

/** `esbuild.mjs` writes the paths of all bundled source files here, as a JSON array. */
export const bundledFilesPath = join(root, 'out/bundledFiles.json');

function isBuilt() {
  const [builtAt] = changeTimes(buildStamp);
  return builtAt !== undefined && Math.max(...sources.flatMap((path) => changeTimes(join(root, path)))) <= builtAt;
}

/** Modification times of one file or of all files in a folder, in milliseconds; empty if it does not exist. */
function changeTimes(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [statSync(path).mtimeMs];
  return readdirSync(path, { recursive: true })
    .map((name) => statSync(join(path, name)))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.mtimeMs);
}
