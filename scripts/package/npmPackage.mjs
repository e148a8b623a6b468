// Builds the npm package `hidden-state`, the terminal program and the library without a clone: out/hidden-state.tgz. Its folders are those of the
// repository, so that a program finds the files beside it in the same way as the sources do.
//   node scripts/run.mjs scripts/package/npmPackage.mjs
import { build } from 'esbuild';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { bundledPackages } from '../build/bundledPackages.mjs';
import { noticeText } from '../build/notices.mjs';
import { ensureBuilt, root, runToStderr } from '../build/setup.mjs';

const folder = join(root, 'out/npm');
const archive = join(root, 'out/hidden-state.tgz');
const limitBytes = 2_000_000;

const programs = [
  ...['cli/main.ts', 'cli/evaluationThread.ts', 'learner/trainingThread.ts', 'masker/worker.ts'],
  'library/library.ts',
];
/** Whose types are those of the library. */
const declared = ['library/library', 'library/api'];
const kernels = ['engine-plain', 'engine-relaxed', 'engine-shared', 'engine-wide', 'contextMixing'];
const files = [
  ...kernels.map((name) => `build/${name}.wasm`),
  ...['dist/dashboard.js', 'dist/dashboard.css', 'build/ui/bridge.js', 'build/ui/bridge.css'],
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
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    metafile: true,
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: 'warning',
    plugins: [threadFiles],
    banner: { js: requireForModules },
  });
  for (const path of files) copy(path, path);
  for (const path of declared) write(`src/${path}.d.mts`, declarations(`src/${path}.ts`));
  write('README.md', readme());
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

/** The exported types of a source file, which states all of them. @throws Error where one is not stated */
function declarations(path) {
  const { outputText, diagnostics } = ts.transpileDeclaration(read(path), { fileName: path });
  if (diagnostics.length > 0) throw new Error(`${path} does not state all its types.`);
  return outputText.replace(/(from '\.\/\w+)\.ts'/g, "$1.mjs'");
}

/** The documentation of the command and of the library. Links to other pages lead to the repository. */
function readme() {
  const { repository } = JSON.parse(read('package.json'));
  const pages = `${repository.url.replace(/\.git$/, '')}/blob/HEAD/docs/`;
  return [read('docs/terminal.md'), read('docs/library.md').replace(/^#/gm, '##')]
    .join('\n')
    .replace(/\]\((\w+\.md)\)/g, `](${pages}$1)`);
}

/** No dependencies: everything is bundled. */
function npmManifest() {
  const { name, version, license, homepage, repository, bugs } = JSON.parse(read('package.json'));
  return {
    name,
    version,
    description: 'Trains a small recurrent network on a folder of text, samples from it, and measures suggestions.',
    license,
    homepage,
    repository,
    bugs,
    keywords: ['rnn', 'language model', 'context mixing', 'command line', 'offline'],
    type: 'module',
    bin: { 'hidden-state': 'bin/hidden-state.mjs' },
    exports: { '.': { types: './src/library/library.d.mts', default: './src/library/library.mjs' } },
    engines: { node: '>=22' },
  };
}

function read(path) {
  return readFileSync(join(root, path), 'utf8');
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
