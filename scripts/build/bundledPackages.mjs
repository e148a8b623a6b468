// Which packages of other projects are in the programs, according to esbuild, and their license texts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledFilesPath, root } from './setup.mjs';

/** Its standard library is compiled into the kernels, which esbuild does not see. */
const inKernels = ['node_modules/assemblyscript'];

/**
 * Packages that are already inside a bundled file of another package. Their source maps name them; their license texts are in
 * `licenses/`, because the packages themselves are not installed.
 */
const inPackages = [
  {
    name: '@textlint/regexp-string-matcher',
    version: '2.0.2',
    license: 'MIT',
    integrity: 'sha512-OXLD9XRxMhd3S0LWuPHpiARQOI7z9tCOs0FsynccW2lmyZzHHFJ9/eR6kuK9xF459Qf+740qI5h+/0cx+NljzA==',
    file: '@textlint+regexp-string-matcher.txt',
  },
  {
    name: 'escape-string-regexp',
    version: '4.0.0',
    license: 'MIT',
    integrity: 'sha512-TtpcNJ3XAzx3Gq8sWRzJaVajRs0uVxA2YAkdb1jm2YkPz4G6egUFAyA3n5vtEIZefPk5Wa4UXbKuS5fKkJWdgA==',
    file: 'escape-string-regexp.txt',
  },
  {
    name: 'lodash.sortby',
    version: '4.7.0',
    license: 'MIT',
    integrity: 'sha512-HDWXG8isMntAyRF5vZ7xKuEvOhT4AhlRt/3czTSjvGUxjYCBVRQY48ViDHyfYz9VIoBkW4TMGQNapx+l3RUwdA==',
    file: 'lodash.txt',
  },
  {
    name: 'lodash.uniq',
    version: '4.5.0',
    license: 'MIT',
    integrity: 'sha512-xfBaXQd9ryd9dlSDvnvI0lvxfLJlYAZzXomUYzLKtUeOQvOP5piqAWuGtrhWeqaXK9hhoM/iyJc5AV+XfsX3HQ==',
    file: 'lodash.txt',
  },
  {
    name: 'lodash.uniqwith',
    version: '4.5.0',
    license: 'MIT',
    integrity: 'sha512-7lYL8bLopMoy4CTICbxygAUq6CdRJ36vFc80DucPueUee+d5NBRxz3FdT9Pes/HEx5mPoT9jwnsEJWz1N7uq7Q==',
    file: 'lodash.txt',
  },
];

const packageFolder = /(?:^|\/)(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//;
const nestedName = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//;
const legalFile = /^(?:li[cs]en[cs]e|copying|notice)/i;

/**
 * `files`: the bundled source files, by default those of the extension. Sorted by name: name, version, license as an SPDX expression,
 * `integrity` (the hash of its archive, as npm states it), `path` below the root if it is installed, and `texts`, the contents of its
 * license and notice files. @throws Error for a package without a license text.
 */
export function bundledPackages(files = JSON.parse(readFileSync(bundledFilesPath, 'utf8'))) {
  const paths = new Set([...inKernels, ...files.flatMap((file) => packageFolder.exec(file)?.[1] ?? [])]);
  const packages = [...[...paths].map(installedPackage), ...packagesInside(files)];
  const lacking = packages.filter(({ texts }) => texts.length === 0).map(({ name }) => name);
  if (lacking.length > 0) throw new Error(`No license text: ${lacking.join(', ')}. Add it to scripts/build/licenses.`);
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

/** @throws Error if a source map names a package that is not in the list above. */
function packagesInside(files) {
  const maps = files
    .map((file) => join(root, `${file.slice(Math.max(0, file.indexOf('node_modules/')))}.map`))
    .filter((path) => path.includes('node_modules') && existsSync(path));
  const sources = maps.flatMap((path) => JSON.parse(readFileSync(path, 'utf8')).sources ?? []);
  const found = new Set(sources.flatMap((source) => nestedName.exec(source)?.[1] ?? []));
  const known = new Set(inPackages.map(({ name }) => name));
  const unknown = [...found].filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new Error(`Inside of bundled packages, but without a license text: ${unknown.join(', ')}`);
  return inPackages
    .filter(({ name }) => found.has(name))
    .map(({ file, ...rest }) => ({ ...rest, texts: [textOf(join(root, 'scripts/build/licenses', file))] }));
}

function textOf(path) {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/);
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
