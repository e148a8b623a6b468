// Measures how much of the sources the tests cover, from V8's counts, and checks it against the thresholds.
import { transformSync } from 'esbuild';
import { globSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../build/setup.mjs';

/** Entry points of threads and processes. Host and end-to-end tests run them, without counts. */
const entries = ['worker', 'process', 'start', 'trainingThread'].map((name) => `src/*/${name}.ts`);

/** The threshold of each step, in percent of lines. The kernels are not JavaScript; parity tests cover them. */
const thresholds = {
  unit: {
    lines: 90,
    include: ['src/**/*.ts'],
    exclude: ['src/host/**', 'src/extension.ts', ...entries, 'src/**/kernels/**', '**/*.d.ts'],
  },
  host: {
    lines: 95,
    include: ['src/host/**/*.ts', 'src/extension.ts'],
    exclude: [],
  },
};

/** The title of a coverage check, followed by its command. `v8` is the folder with V8's counts. */
export function coverageCheck(run, v8, reports) {
  const { lines, include, exclude } = thresholds[run];
  makeSourcesAbsolute(v8);
  return [
    `coverage of ${run}: at least ${lines} % of lines`,
    ...['c8', 'report', '--temp-directory', v8, '--reports-dir', reports],
    ...['--reporter', 'text', '--reporter', 'json-summary', '--all', '--exclude-after-remap'],
    ...include.flatMap((glob) => ['--include', glob]),
    ...[...exclude, ...typeOnlyFiles()].flatMap((glob) => ['--exclude', glob]),
    ...['--check-coverage', '--lines', String(lines)],
  ];
}

/** The report skips sources that a source map names by a path relative to the bundle. This makes the paths absolute. */
function makeSourcesAbsolute(v8) {
  for (const name of readdirSync(v8)) {
    const path = join(v8, name);
    const written = JSON.parse(readFileSync(path, 'utf8'));
    for (const [bundle, { data }] of Object.entries(written['source-map-cache'] ?? {})) {
      if (data) data.sources = data.sources.map((source) => fileURLToPath(new URL(source, bundle)));
    }
    writeFileSync(path, JSON.stringify(written));
  }
}

/** Files that contain only types: they have no code to cover. */
function typeOnlyFiles() {
  const isEmpty = (path) => transformSync(readFileSync(join(root, path), 'utf8'), { loader: 'ts' }).code.trim() === '';
  return globSync('src/**/*.ts', { cwd: root, exclude: ['**/kernels/**'] }).filter(isEmpty);
}
