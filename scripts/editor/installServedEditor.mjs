// VS Code without a download from its vendor: the same editor, built as a server, from the npm package code-server.
// Installed once into the cache folder.
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { installFromDebian } from './debian.mjs';
import { cacheFolder, servedEditors } from './versions.mjs';
import { withLock } from '../build/lock.mjs';
import { runToStderr } from '../build/setup.mjs';

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
  const npm = (args, cwd, env) => runToStderr('npm', args, { cwd, env: { ...process.env, ...env } });
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
  runToStderr('tar', ['-xzf', `code-server-${versions.codeServer}.tgz`, '-C', home, '--strip-components=1'], {
    cwd: half,
  });
  rmSync(join(half, `code-server-${versions.codeServer}.tgz`));

  const environment = { PATH: `${binaries}${delimiter}${process.env.PATH}`, npm_config_nodedir: nodeHome };
  const vscode = join(home, 'lib/vscode');
  for (const part of [vscode, join(vscode, 'extensions')]) {
    npm(['ci', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps', ...quiet], part, environment);
  }
  try {
    npm(['rebuild', ...quiet, '@vscode/spdlog', '@vscode/native-watchdog'], vscode, environment);
  } catch {
    console.error('No compiler: the editor works, but writes no log files.');
  }
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
