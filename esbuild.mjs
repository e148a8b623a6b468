// Bundles the programs that ship, and the tests that run inside the editor. One table: entry, platform, outfile. What several
// modules have in common is one file beside them, and so is every kernel: the package holds nothing twice.
//   node esbuild.mjs [--watch]
import { context } from 'esbuild';
import { existsSync, globSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStamp, root } from './scripts/build/setup.mjs';

/** Every program of the extension. A stylesheet imported by an entry comes out beside it, with the ending `.css`. */
export const programs = [
  { entry: 'src/extension.ts', platform: 'node', outfile: 'dist/extension.cjs' },
  { entry: 'src/learner/worker.ts', platform: 'node', outfile: 'dist/learner.mjs' },
  { entry: 'src/learner/process.ts', platform: 'node', outfile: 'dist/learnerProcess.mjs' },
  { entry: 'src/learner/trainingThread.ts', platform: 'node', outfile: 'dist/trainingThread.mjs' },
  { entry: 'src/analyzer/process.ts', platform: 'node', outfile: 'dist/examiner.mjs' },
  { entry: 'src/learner/baselineThread.ts', platform: 'node', outfile: 'dist/baselineThread.mjs' },
  { entry: 'src/predictor/worker.ts', platform: 'node', outfile: 'dist/predictor.mjs' },
  { entry: 'media/dashboard/main.ts', platform: 'browser', outfile: 'dist/dashboard.js' },
];

const programFolder = 'dist';

/** Mocha suites for the extension host; CommonJS in files named `.js`, because the host accepts nothing else. */
const hostTests = { entries: ['test/host/index.ts', 'test/host/**/*.test.ts'], outdir: 'out/test/host' };

/** CommonJS packages inside an ES module still call `require`. */
const requireForModules =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

const shared = {
  absWorkingDir: root,
  bundle: true,
  sourcemap: true,
  logLevel: 'warning',
  metafile: true,
  external: ['vscode', 'mocha'],
  loader: { '.ttf': 'dataurl' },
};
const node = { platform: 'node', target: 'node22' };

/** The package has its limit. Names stay as they are, so that the stack of an error can be read. */
const brief = { minifyWhitespace: true, minifySyntax: true };

/** An imported kernel, or packed text, is a file beside the programs; they read it when they start. */
const besideProgram = {
  name: 'beside the program',
  setup({ onResolve, onLoad }) {
    const mark = '?beside';
    onLoad({ filter: /\.(?:wasm|br)$/, namespace: 'file' }, ({ path }) => ({
      resolveDir: dirname(path),
      contents:
        `import { readFileSync } from 'node:fs'; import name from './${basename(path)}${mark}';` +
        'export default readFileSync(new URL(name, import.meta.url));',
    }));
    onResolve({ filter: /\?beside$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.slice(0, -mark.length)),
      namespace: 'beside',
    }));
    onLoad({ filter: /./, namespace: 'beside' }, async ({ path }) => ({
      contents: await readFile(path),
      loader: 'file',
      watchFiles: [path],
    }));
  },
};

function optionsOf({ entry, platform, outfile }) {
  const own = { ...shared, ...brief, entryPoints: [entry], outfile };
  if (platform === 'browser') return { ...own, platform, format: 'iife', target: 'chrome128' };
  return { ...own, ...node, format: 'cjs' };
}

/** All modules in one go. */
function moduleOptions(modules) {
  return {
    ...shared,
    ...brief,
    ...node,
    entryPoints: modules.map(({ entry, outfile }) => ({ in: entry, out: basename(outfile, extname(outfile)) })),
    outdir: programFolder,
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    splitting: true,
    chunkNames: 'shared-[hash]',
    assetNames: '[name]',
    plugins: [besideProgram],
    banner: { js: requireForModules },
  };
}

function hostTestOptions() {
  const entryPoints = globSync(hostTests.entries, { cwd: root });
  if (entryPoints.length === 0) return [];
  mkdirSync(join(root, hostTests.outdir), { recursive: true });
  writeFileSync(join(root, hostTests.outdir, 'package.json'), '{ "type": "commonjs" }\n');
  return [{ ...shared, ...node, format: 'cjs', entryPoints, outdir: hostTests.outdir, outbase: 'test/host' }];
}

/** The kernels come first: the programs take them along. */
async function buildKernelsIfAny() {
  if (!existsSync(join(root, 'scripts/build/kernels.mjs'))) return;
  const { buildKernels } = await import('./scripts/build/kernels.mjs');
  await buildKernels();
}

export async function build({ watch = false } = {}) {
  const beganAt = new Date();
  await buildKernelsIfAny();
  const present = programs.filter(({ entry }) => existsSync(join(root, entry)));
  for (const { entry } of programs.filter((program) => !present.includes(program))) {
    console.error(`esbuild: ${entry} does not exist yet, left out`);
  }
  const isModule = ({ outfile }) => outfile.endsWith('.mjs');
  const all = [
    ...present.filter((program) => !isModule(program)).map(optionsOf),
    moduleOptions(present.filter(isModule)),
    ...hostTestOptions(),
  ];
  const contexts = await Promise.all(
    all.map(({ plugins = [], ...options }) =>
      context({ ...options, plugins: [...plugins, ...(watch ? [announce] : [])] }),
    ),
  );
  if (watch) return Promise.all(contexts.map((one) => one.watch()));
  try {
    const results = await Promise.all(contexts.map((one) => one.rebuild()));
    sweep(new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs))));
  } finally {
    await Promise.all(contexts.map((one) => one.dispose()));
  }
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, '');
  utimesSync(buildStamp, beganAt, beganAt);
}

/** What an earlier build left in the programs' folder must not get into the package. */
function sweep(written) {
  for (const name of readdirSync(join(root, programFolder))) {
    const path = join(root, programFolder, name);
    if (!written.has(relative(root, path).replaceAll('\\', '/'))) rmSync(path, { recursive: true });
  }
}

/** Two lines that the editor's watch task knows a build of all programs by. */
const announce = {
  name: 'announce',
  setup({ onStart, onEnd }) {
    onStart(() => {
      if (underWay++ === 0) console.log('[watch] build started');
    });
    onEnd(() => {
      if (--underWay === 0) console.log('[watch] build finished');
    });
  },
};
let underWay = 0;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ watch: process.argv.includes('--watch') }).catch((error) => {
    // esbuild has printed its own errors already.
    if (!error.errors) console.error(error);
    process.exitCode = 1;
  });
}
