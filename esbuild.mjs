// Bundles the programs of the extension and the tests that run in the editor. Modules share code in chunks, and each kernel
// is a separate file, so that the package contains nothing twice.
//   node esbuild.mjs [--watch]
import { context } from 'esbuild';
import { existsSync, globSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { iconNames } from './media/dashboard/ui/iconNames.ts';
import { buildStamp, bundledFilesPath, root } from './scripts/build/setup.mjs';

/** All programs of the extension. A stylesheet that an entry imports becomes a file `.css` next to its outfile. */
export const programs = [
  { entry: 'src/extension.ts', platform: 'node', outfile: 'dist/extension.cjs' },
  { entry: 'src/learner/process.ts', platform: 'node', outfile: 'dist/learner.mjs' },
  { entry: 'src/learner/trainingThread.ts', platform: 'node', outfile: 'dist/trainingThread.mjs' },
  { entry: 'src/analyzer/process.ts', platform: 'node', outfile: 'dist/analyzer.mjs' },
  { entry: 'src/learner/baselineThread.ts', platform: 'node', outfile: 'dist/baselineThread.mjs' },
  { entry: 'src/predictor/process.ts', platform: 'node', outfile: 'dist/predictor.mjs' },
  { entry: 'src/masker/worker.ts', platform: 'node', outfile: 'dist/masker.mjs' },
  { entry: 'media/dashboard/main.ts', platform: 'browser', outfile: 'dist/dashboard.js' },
];

const programFolder = 'dist';

/** Stands for the editor where the terminal program serves the dashboard. Not in the extension: it connects to the server. */
const bridge = { entry: 'media/terminal/bridge.ts', platform: 'browser', outfile: 'build/ui/bridge.js' };

/** Mocha suites for the extension host, as CommonJS in `.js` files: the host accepts no other format. */
const hostTests = { entries: ['test/host/index.ts', 'test/host/**/*.test.ts'], outdir: 'out/test/host' };

/** Bundled CommonJS packages in an ES module still call `require`. */
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

/** The size of the package is limited. Names stay unchanged, so that stack traces in logs are readable. */
const minified = { minifyWhitespace: true, minifySyntax: true };

/**
 * Imported kernels and packed data are separate files next to the programs, which read them at start. Kernels are compressed, a quarter
 * better than in the archive of the package.
 */
const besideProgram = {
  name: 'beside the program',
  setup({ onResolve, onLoad }) {
    const mark = '?beside';
    const bytes = 'readFileSync(new URL(name, import.meta.url))';
    const modules = "import { readFileSync } from 'node:fs'; import { brotliDecompressSync } from 'node:zlib';";
    onLoad({ filter: /\.(?:wasm|br)$/, namespace: 'file' }, ({ path }) => ({
      resolveDir: dirname(path),
      contents:
        `${modules} import name from './${basename(path)}${mark}';` +
        `export default ${path.endsWith('.wasm') ? `new Uint8Array(brotliDecompressSync(${bytes}))` : bytes};`,
    }));
    onResolve({ filter: /\?beside$/ }, ({ path: imported, resolveDir }) => {
      const source = join(resolveDir, imported.slice(0, -mark.length));
      const isKernel = source.endsWith('.wasm');
      // The path is a part of the names of chunks: a relative one gives the same names in each folder.
      const path = relative(root, isKernel ? `${source}.br` : source).replaceAll('\\', '/');
      return { path, namespace: 'beside', pluginData: { source, isKernel } };
    });
    onLoad({ filter: /./, namespace: 'beside' }, async ({ pluginData: { source, isKernel } }) => {
      const content = await readFile(source);
      return {
        contents: isKernel ? brotliCompressSync(content) : content,
        loader: 'file',
        watchFiles: [source],
      };
    });
  },
};

/** The icon font becomes part of the stylesheet, with the icons that the dashboard uses, and their rules alone. */
const iconFont = {
  name: 'icon font',
  setup({ onLoad }) {
    onLoad({ filter: /codicon\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      const ofIcon = /^\.codicon-([\w-]+):before \{.*\}\n/gmu;
      return { contents: css.replace(ofIcon, (rule, icon) => (iconNames.includes(icon) ? rule : '')), loader: 'css' };
    });
    onLoad({ filter: /codicon\.ttf$/ }, async ({ path }) => {
      const css = await readFile(join(dirname(path), 'codicon.css'), 'utf8');
      const codePointOf = (icon) => new RegExp(`\\.codicon-${icon}:before \\{ content: "\\\\([0-9a-f]+)"`).exec(css)[1];
      const characters = iconNames.map((icon) => String.fromCodePoint(parseInt(codePointOf(icon), 16))).join('');
      const contents = await subsetFont(await readFile(path), characters, { targetFormat: 'truetype' });
      return { contents, loader: 'dataurl' };
    });
  },
};

/** Names of the page are shortened, which saves 14 KB of the package: its errors are in no log. */
const page = { minifyIdentifiers: true, format: 'iife', target: 'chrome128', plugins: [iconFont] };

function optionsOf({ entry, platform, outfile }) {
  const own = { ...shared, ...minified, entryPoints: [entry], outfile };
  if (platform === 'browser') return { ...own, ...page, platform };
  return { ...own, ...node, format: 'cjs' };
}

/** One build for all modules, so that they share chunks. */
function moduleOptions(modules) {
  return {
    ...shared,
    ...minified,
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

/** The kernels come first, because the programs import them. */
async function buildKernelsIfAny() {
  if (!existsSync(join(root, 'scripts/build/kernels.mjs'))) return;
  const { buildKernels } = await import('./scripts/build/kernels.mjs');
  await buildKernels();
}

export async function build({ watch = false } = {}) {
  const beganAt = new Date();
  await buildKernelsIfAny();
  const present = [...programs, bridge].filter(({ entry }) => existsSync(join(root, entry)));
  for (const { entry } of [...programs, bridge].filter((program) => !present.includes(program))) {
    console.error(`esbuild: ${entry} does not exist, skipped`);
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
    mkdirSync(dirname(bundledFilesPath), { recursive: true });
    writeFileSync(bundledFilesPath, JSON.stringify(bundledFiles(results.map(({ metafile }) => metafile))));
    deleteOthers(new Set(results.flatMap(({ metafile }) => Object.keys(metafile.outputs))));
  } finally {
    await Promise.all(contexts.map((one) => one.dispose()));
  }
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, '');
  utimesSync(buildStamp, beganAt, beganAt);
}

/** All source files that esbuild read for the programs, without those of the tests. */
function bundledFiles(metafiles) {
  const ofPrograms = ({ outputs }) => Object.keys(outputs).every((path) => path.startsWith(`${programFolder}/`));
  return [...new Set(metafiles.filter(ofPrograms).flatMap(({ inputs }) => Object.keys(inputs)))].sort();
}

/** Deletes files of earlier builds: programs must not get into the package, and suites of renamed files must not run. */
function deleteOthers(written) {
  for (const folder of [programFolder, hostTests.outdir].filter((path) => existsSync(join(root, path)))) {
    for (const name of readdirSync(join(root, folder))) {
      const path = join(root, folder, name);
      const isOutput = folder === programFolder || /\.js(\.map)?$/.test(name);
      if (isOutput && !written.has(relative(root, path).replaceAll('\\', '/'))) rmSync(path, { recursive: true });
    }
  }
}

/** Prints the two lines by which the editor's watch task recognizes the start and end of a build. */
const announce = {
  name: 'announce',
  setup({ onStart, onEnd }) {
    onStart(() => {
      if (running++ === 0) console.log('[watch] build started');
    });
    onEnd(() => {
      if (--running === 0) console.log('[watch] build finished');
    });
  },
};
let running = 0;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({ watch: process.argv.includes('--watch') }).catch((error) => {
    // esbuild has printed its own errors already.
    if (!error.errors) console.error(error);
    process.exitCode = 1;
  });
}
