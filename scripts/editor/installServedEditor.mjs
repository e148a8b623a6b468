// Installs VS Code as a server from the npm package code-server, once, into the cache folder. It needs no download from
// the editor's vendor.
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { installFromDebian } from './debian.mjs';
import { cacheFolder, servedEditors } from './versions.mjs';
import { withLock } from '../build/lock.mjs';
import { runToStderr } from '../build/setup.mjs';

/** Installs the editor if it is not in the cache. Resolves to the paths of its programs. */
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

/** Installs into a temporary folder first, so that the target folder is always complete. About 35 s, 800 MB. */
async function installInto(folder, versions) {
  console.error(`Installing VS Code ${versions.vscode} (served) into ${folder}: once, under a minute ...`);
  const temporary = `${folder}.part`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  writeFileSync(join(temporary, 'package.json'), '{ "private": true }\n');
  const npm = (args, cwd, env) => runToStderr('npm', args, { cwd, env: { ...process.env, ...env } });
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];

  // Node comes first, because it builds and runs the rest. Its package contains the headers too.
  const nodePackage = `node-${process.platform}-${process.arch}`;
  npm(['install', '--no-save', ...quiet, `${nodePackage}@${versions.node}`], temporary);
  const nodeHome = join(temporary, 'node_modules', nodePackage);
  const binaries = join(temporary, 'node_modules/.bin');
  mkdirSync(binaries, { recursive: true });
  if (!existsSync(join(binaries, 'node'))) symlinkSync(join('..', nodePackage, 'bin/node'), join(binaries, 'node'));

  npm(['pack', ...quiet, `code-server@${versions.codeServer}`], temporary);
  const home = join(temporary, 'node_modules/code-server');
  mkdirSync(home);
  runToStderr('tar', ['-xzf', `code-server-${versions.codeServer}.tgz`, '-C', home, '--strip-components=1'], {
    cwd: temporary,
  });
  rmSync(join(temporary, `code-server-${versions.codeServer}.tgz`));

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
  renameSync(temporary, folder);
}

/** Older editors download ripgrep in an install script, which this installation skips. Debian has it. */
function linkRipgrep(vscode) {
  const wanted = join(vscode, 'node_modules/@vscode/ripgrep/bin/rg');
  const installed = '/usr/bin/rg';
  if (!existsSync(dirname(dirname(wanted))) || existsSync(wanted)) return;
  if (!existsSync(installed)) installFromDebian('ripgrep');
  mkdirSync(dirname(wanted), { recursive: true });
  symlinkSync(installed, wanted);
}
