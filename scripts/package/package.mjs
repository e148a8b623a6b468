// Builds the package that users install: out/hidden-state.vsix. The allow-list in .vscodeignore defines its content. Its bill of
// materials is out/hidden-state.cdx.json. The packages for it are installed on first use.
//   npm run package
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSbom } from './sbom.mjs';
import { ensureBuilt, ensureInstalled, root } from '../build/setup.mjs';

const limitBytes = 950_000;
const required = [
  'package.json',
  'LICENSE',
  'NOTICE.txt',
  'THIRD-PARTY-NOTICES.txt',
  'media/icon.png',
  'dist/extension.cjs',
  'dist/learner.mjs',
  'dist/contextMixing.wasm',
  'dist/pretrainedNetwork.br',
];

/** Packages a small extension of the tests, from `folder` to the file `packagePath`. */
export async function packageFolder(folder, packagePath) {
  const { createVSIX } = await packager();
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true, skipLicense: true });
}

async function packager() {
  await ensureInstalled('scripts/package');
  return import('@vscode/vsce');
}

/** The packager prints to standard output, which the caller may use for JSON. */
async function quietly(work) {
  const { log } = console;
  console.log = console.error;
  try {
    return await work();
  } finally {
    console.log = log;
  }
}

/** Resolves to the path of the package; throws if it is too large or if a required file is missing. */
export async function makePackage() {
  const { PackageManager, createVSIX, listFiles } = await packager();
  await ensureBuilt();
  const packagePath = join(root, 'out/hidden-state.vsix');
  mkdirSync(join(root, 'out'), { recursive: true });
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const missing = required.filter((path) => !files.includes(path));
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(', ')}.`);
  await quietly(() =>
    createVSIX({
      cwd: root,
      packagePath,
      readmePath: packagedReadme(),
      dependencies: false,
      allowMissingRepository: true,
      skipLicense: true,
      rewriteRelativeLinks: false,
    }),
  );
  const { size } = statSync(packagePath);
  if (size > limitBytes) throw new Error(`The package has ${size} bytes, more than the limit of ${limitBytes}.`);
  writeSbom(join(root, 'out/hidden-state.cdx.json'));
  return packagePath;
}

/** The README without its pictures, which are not in the package. The editor would show broken images. */
function packagedReadme() {
  const path = 'out/README.md';
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(root, path), text.replace(/^(?:!\[.*\]\(media\/.*\)|<picture>\n[^]*?<\/picture>)\n\n?/gm, ''));
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makePackage();
