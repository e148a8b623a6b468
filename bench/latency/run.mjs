// Measures how long ghost text takes to appear after a keystroke, in a real editor while the learner trains at full speed.
//   npm run bench:latency [-- FOLDER] [--setting KEY=JSON] ... [--each-key] [--part typing|nextEdits|first]
// --setting: of the extension, for example `--setting suggestions.nextEdits=false`.
// --each-key: a new request for each key, also where the user types along with a suggestion.
// --part nextEdits: the time from the end of an edit to the offer of the next one instead, without a training.
// --part first: the time from the consent to learn to the first suggestion from the `--open` file (a glob), `--rounds` times, beside
// `--busy` processes that only count.
// Trains on FOLDER (default: the samples) except its longest note or source file, and types that one. Prints one JSON object.
import { spawn } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBenchmarkSuite } from '../../scripts/editor/benchmarkSuite.mjs';
import { ensureBuilt, root } from '../../scripts/build/setup.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    setting: { type: 'string', multiple: true, default: [] },
    'each-key': { type: 'boolean', default: false },
    part: { type: 'string', default: 'typing' },
    open: { type: 'string', default: '**/*.{md,ts,py}' },
    rounds: { type: 'string', default: '5' },
    busy: { type: 'string', default: '0' },
  },
});
/** `KEY=JSON`. */
function settingOf(given) {
  const at = given.indexOf('=');
  return [`hiddenState.${given.slice(0, at)}`, JSON.parse(given.slice(at + 1))];
}

/** The suite of each part. */
const suites = { typing: 'suite.ts', nextEdits: 'nextEditSuite.ts', first: 'firstSuite.ts' };
const suite = suites[values.part];
if (!suite) throw new Error(`There is no part ${values.part}: ${Object.keys(suites).join(', ')}`);
await ensureBuilt();

const workspace = mkdtempSync(join(tmpdir(), 'hidden-state-latency-'));
cpSync(resolve(positionals[0] ?? join(root, 'samples')), workspace, { recursive: true });
const size = (path) => statSync(path).size;
const [longest] = globSync(join(workspace, '**/*.{md,txt,ts,py}')).sort((a, b) => size(b) - size(a));
const text = readFileSync(longest, 'utf8');
rmSync(longest);
const busy = Array.from({ length: Number(values.busy) }, () => spawn(process.execPath, ['-e', 'for (;;);']));
try {
  const { editor, report: figures } = await runBenchmarkSuite(`bench/latency/${suite}`, {
    workspace,
    environment: {
      HIDDEN_STATE_LATENCY_TEXT: text.slice(0, 100_000),
      HIDDEN_STATE_LATENCY_EACH_KEY: String(values['each-key']),
      HIDDEN_STATE_LATENCY_ROUNDS: values.rounds,
      HIDDEN_STATE_LATENCY_OPENED: values.open,
    },
    settings: Object.fromEntries(values.setting.map(settingOf)),
  });
  console.log(JSON.stringify({ editor, ...figures }, null, 2));
  if (values.part === 'typing' && !figures.stillTraining) {
    console.error('The training ended before the last key. Give a FOLDER with more text.');
    process.exitCode = 1;
  }
} finally {
  for (const process of busy) process.kill('SIGKILL');
  rmSync(workspace, { recursive: true, force: true });
}
