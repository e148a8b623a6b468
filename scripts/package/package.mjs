// Builds the package that users install: out/hidden-state.vsix. The allow-list in .vscodeignore defines its content. Its bill of
// materials is out/hidden-state.cdx.json. The packages for it are installed on first use.
//   npm run package
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSbom } from './sbom.mjs';
import { ensureBuilt, ensureInstalled, root } from '../build/setup.mjs';

/** The pretrained network takes 0.56 MB of it. */
const limitBytes = 1_300_000;
const required = [
  'package.json',
  'LICENSE',
  'NOTICE.txt',
  'THIRD-PARTY-NOTICES.txt',
  'media/icon.png',
  'dist/extension.cjs',
  'dist/learner.mjs',
  'dist/contextMixing.wasm.br',
  'dist/pretrainedNetwork.br',
];

/** Everything that may be in the package. */
const allowed = [
  /^package(?:\.nls(?:\.[a-z]{2})?)?\.json$/,
  /^(?:CHANGELOG|LISTING|PRIVACY|README|SECURITY)\.md$/,
  /^(?:LICENSE|NOTICE\.txt|THIRD-PARTY-NOTICES\.txt)$/,
  /^l10n\/bundle\.l10n\.[a-z]{2}\.json$/,
  /^dist\/[A-Za-z-]+\.(?:br|cjs|css|js|mjs|wasm\.br)$/,
  /^dist\/shared-[A-Z0-9]{8}\.mjs$/,
  /^media\/(?:icon\.png|view\.svg|ignoreFile\/[A-Za-z.-]+\.json|walkthrough\/[a-z-]+\.svg)$/,
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

/** Resolves to the path of the package; throws if its files are not those of the allow-list, or if it is too large. */
export async function makePackage() {
  const { PackageManager, createVSIX, listFiles } = await packager();
  await ensureBuilt();
  const packagePath = join(root, 'out/hidden-state.vsix');
  mkdirSync(join(root, 'out'), { recursive: true });
  checkContents(await listFiles({ cwd: root, packageManager: PackageManager.None }));
  await quietly(() => createVSIX({ cwd: root, packagePath, readmePath: 'LISTING.md', dependencies: false }));
  const { size } = statSync(packagePath);
  if (size > limitBytes) throw new Error(`The package has ${size} bytes, more than the limit of ${limitBytes}.`);
  writeSbom(join(root, 'out/hidden-state.cdx.json'));
  return packagePath;
}

/** @throws Error for a file that is missing, or that is not known to belong into the package */
export function checkContents(files) {
  const missing = required.filter((path) => !files.includes(path));
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(', ')}.`);
  const unknown = files.filter((path) => !allowed.some((pattern) => pattern.test(path)));
  if (unknown.length > 0) throw new Error(`The package may not contain ${unknown.join(', ')}.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makePackage();
