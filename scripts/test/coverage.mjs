// How much of the sources the tests run, by V8's own counts, mapped back from the bundles; and how much they have to.
import { transformSync } from 'esbuild';
import { globSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../build/setup.mjs';

/** Where threads and processes begin: only the run in the editor starts them. */
const entries = ['worker', 'process', 'start', 'trainingThread'].map((name) => `src/*/${name}.ts`);

/** What each run has to cover, in percent of lines. The kernels are not JavaScript: parity tests cover them. */
const demands = {
  unit: {
    lines: 90,
    include: ['src/**/*.ts'],
    exclude: ['src/host/**', 'src/extension.ts', ...entries, 'src/**/kernels/**', '**/*.d.ts'],
  },
  host: {
    lines: 80,
    include: ['src/host/**/*.ts', 'src/extension.ts', 'src/learner/**/*.ts', 'src/predictor/**/*.ts'],
    exclude: [],
  },
};

/** What is checked of a run, and the command that reports and checks it: for the folder that V8 wrote its counts into. */
export function coverageCheck(run, v8, reports) {
  const { lines, include, exclude } = demands[run];
  nameSourcesInFull(v8);
  return [
    `coverage of ${run}: at least ${lines} % of lines`,
    ...['c8', 'report', '--temp-directory', v8, '--reports-dir', reports],
    ...['--reporter', 'text', '--reporter', 'json-summary', '--all', '--exclude-after-remap'],
    ...include.flatMap((glob) => ['--include', glob]),
    ...[...exclude, ...typesOnly()].flatMap((glob) => ['--exclude', glob]),
    ...['--check-coverage', '--lines', String(lines)],
  ];
}

/** The report leaves out, as if all of it were covered, what a source map names relative to its bundle. */
function nameSourcesInFull(v8) {
  for (const name of readdirSync(v8)) {
    const path = join(v8, name);
    const written = JSON.parse(readFileSync(path, 'utf8'));
    for (const [bundle, { data }] of Object.entries(written['source-map-cache'] ?? {})) {
      if (data) data.sources = data.sources.map((source) => fileURLToPath(new URL(source, bundle)));
    }
    writeFileSync(path, JSON.stringify(written));
  }
}

/** Files of which nothing is left when their types are stripped: there is nothing to run in them. */
function typesOnly() {
  const isEmpty = (path) => transformSync(readFileSync(join(root, path), 'utf8'), { loader: 'ts' }).code.trim() === '';
  return globSync('src/**/*.ts', { cwd: root, exclude: ['**/kernels/**'] }).filter(isEmpty);
}
