// Which packages of other projects are in the programs, according to esbuild, and their license texts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledFilesPath, root } from './setup.mjs';

/** Its standard library is compiled into the kernels, which esbuild does not see. */
const inKernels = ['node_modules/assemblyscript'];

const packageFolder = /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//;
const nestedName = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const legalFile = /^(?:li[cs]en[cs]e|copying|notice)/i;

/**
 * `files`: the bundled source files, by default those of the extension. Sorted by name: name, version, license as an SPDX expression,
 * `integrity` (the hash of its archive, as npm states it), `path` below the root, and `texts`, the contents of its
 * license and notice files. @throws Error for a package without a license text.
 */
export function bundledPackages(files = JSON.parse(readFileSync(bundledFilesPath, 'utf8'))) {
  const paths = new Set([...inKernels, ...files.flatMap((file) => packageFolder.exec(file)?.[1] ?? [])]);
  rejectPackagesInside(files);
  const packages = [...paths].map(installedPackage);
  const lacking = packages.filter(({ texts }) => texts.length === 0).map(({ name }) => name);
  if (lacking.length > 0) throw new Error(`No license text: ${lacking.join(', ')}.`);
  return packages.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function installedPackage(path) {
  const folder = join(root, path);
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { integrity } = lockedPackages()[path];
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = names.filter((entry) => legalFile.test(entry.name)).map((entry) => textOf(join(folder, entry.name)));
  return { path, name, version, license, integrity, texts };
}

function lockedPackages() {
  return JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
}

/** @throws Error if the source map of a bundled file names a further package: its license text would be lacking. */
function rejectPackagesInside(files) {
  const maps = files
    .map((file) => join(root, `${file.slice(Math.max(0, file.indexOf('node_modules/')))}.map`))
    .filter((path) => path.includes('node_modules') && existsSync(path));
  const sources = maps.flatMap((path) => JSON.parse(readFileSync(path, 'utf8')).sources ?? []);
  const inside = new Set(sources.flatMap((source) => nestedName.exec(source)?.[1] ?? []));
  if (inside.size > 0)
    throw new Error(`Inside of bundled packages, but without a license text: ${[...inside].join(', ')}`);
}

function textOf(path) {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
