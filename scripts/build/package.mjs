// Makes the package that people install: out/hidden-state.vsix. What goes in is the allow-list of .vscodeignore.
//   npm run package
import { PackageManager, createVSIX, listFiles } from '@vscode/vsce';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, root } from './setup.mjs';

const limitBytes = 1_000_000;
const required = [
  'package.json',
  'LICENSE',
  'NOTICE.txt',
  'media/icon.png',
  'dist/extension.cjs',
  'dist/learner.mjs',
  'dist/contextMixing.wasm',
  'dist/genericNetwork.br',
];

/** The packager lists its files on the standard output, which may be somebody's JSON. */
async function quietly(work) {
  const { log } = console;
  console.log = console.error;
  try {
    return await work();
  } finally {
    console.log = log;
  }
}

/** Resolves to the path of the package; throws when it is too large, or when a file is missing. */
export async function makePackage() {
  await ensureBuilt();
  const packagePath = join(root, 'out/hidden-state.vsix');
  mkdirSync(join(root, 'out'), { recursive: true });
  const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  const missing = required.filter((path) => !files.includes(path));
  if (missing.length > 0) throw new Error(`The package would lack ${missing.join(', ')}.`);
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
  if (size > limitBytes) throw new Error(`The package has ${size} bytes: more than ${limitBytes}.`);
  return packagePath;
}

/** The README without its pictures: they are not in the package, and the editor would show gaps in their place. */
function packagedReadme() {
  const path = 'out/README.md';
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(root, path), text.replace(/^!\[.*\]\(media\/.*\)\n\n?/gm, ''));
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await makePackage();
