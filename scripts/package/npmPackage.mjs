// Builds the npm package `hidden-state`, the terminal program without a clone: out/hidden-state.tgz. Its folders are those of the
// repository, so that a program finds the files beside it in the same way as the sources do.
//   node scripts/run.mjs scripts/package/npmPackage.mjs
import { build } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bundledPackages } from '../build/bundledPackages.mjs';
import { noticeText } from '../build/notices.mjs';
import { ensureBuilt, root, runToStderr } from '../build/setup.mjs';

const folder = join(root, 'out/npm');
const archive = join(root, 'out/hidden-state.tgz');
const limitBytes = 2_000_000;

const programs = ['cli/main.ts', 'cli/evaluationThread.ts', 'learner/trainingThread.ts', 'masker/worker.ts'];
const kernels = ['engine-plain', 'engine-relaxed', 'engine-shared', 'engine-wide', 'contextMixing'];
const files = [
  ...kernels.map((name) => `build/${name}.wasm`),
  ...['src/model/pretrainedNetwork.br', 'src/model/primingText.br', 'package.nls.json'],
  ...['LICENSE', 'NOTICE.txt', 'CHANGELOG.md'],
];

/** The sources start threads by the names of their files, which end in .mjs here. */
const threadFiles = {
  name: 'files of threads',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/](?:cli|learner|masker)[\\/]\w+\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return {
        contents: source.replace(/(new URL\('[^']+)\.ts', import\.meta\.url\)/g, "$1.mjs', import.meta.url)"),
        loader: 'ts',
      };
    });
  },
};

/** Bundled CommonJS packages in an ES module still call `require`. */
const requireForModules =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** Starts the program, after it has checked Node: an older one would report a syntax error. */
const starter = `#!/usr/bin/env node
if (Number.parseInt(process.versions.node) < 22) {
  console.error(\`hidden-state needs Node 22 or later; this is \${process.version}.\`);
  process.exit(1);
}
await import('../src/cli/main.mjs');
`;

/** Resolves to the path of the archive; throws if it is too large. */
export async function makeNpmPackage() {
  await ensureBuilt();
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: programs.map((path) => `src/${path}`),
    outbase: 'src',
    outdir: join(folder, 'src'),
    outExtension: { '.js': '.mjs' },
    chunkNames: 'cli/shared-[hash]',
    ...{ bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node22', metafile: true },
    ...{ minifyWhitespace: true, minifySyntax: true, logLevel: 'warning', plugins: [threadFiles] },
    banner: { js: requireForModules },
  });
  for (const path of files) copy(path, path);
  copy('docs/terminal.md', 'README.md');
  write('bin/hidden-state.mjs', starter);
  chmodSync(join(folder, 'bin/hidden-state.mjs'), 0o755);
  write('THIRD-PARTY-NOTICES.txt', noticeText(bundledPackages(Object.keys(metafile.inputs))));
  write('package.json', `${JSON.stringify(npmManifest(), null, 2)}\n`);
  runToStderr('npm', ['pack', '--silent', '--pack-destination', join(root, 'out'), folder]);
  const { name, version } = npmManifest();
  renameSync(join(root, 'out', `${name}-${version}.tgz`), archive);
  const { length } = readFileSync(archive);
  if (length > limitBytes) throw new Error(`The package has ${length} bytes, more than the limit of ${limitBytes}.`);
  return archive;
}

/** No dependencies: everything is bundled. */
function npmManifest() {
  const { name, version, license, homepage, repository, bugs } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return {
    ...{ name, version },
    description: 'Trains a small recurrent network on a folder of text, samples from it, and measures suggestions.',
    ...{ license, homepage, repository, bugs },
    keywords: ['rnn', 'language model', 'context mixing', 'command line', 'offline'],
    type: 'module',
    bin: { 'hidden-state': 'bin/hidden-state.mjs' },
    engines: { node: '>=22' },
  };
}

function copy(from, to) {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  copyFileSync(join(root, from), join(folder, to));
}

function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

if (import.meta.main) console.log(await makeNpmPackage());
