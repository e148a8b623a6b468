// Speed of training and sampling, compared with peers and with the machine's limit.
//   npm run --silent bench:engine -- [--json] [--quick] [--only gru:256:1x64 | sampling] [--rounds 5] [--seconds 0.6]
import { parseArgs } from 'node:util';
import { benchModules, buildKernels } from '../../scripts/build/kernels.mjs';
import { allCases, nameOf, operationsPerCharacter, quickCases, type Case } from './cases.ts';
import type { Command } from './benchmarkProcess.ts';
import { figure, measure, type Figure } from './measure.ts';
import {
  brain,
  installNpmPeers,
  limit,
  nativeProduct,
  numpyLoops,
  ours,
  oursSampling,
  pytorch,
  tfjs,
  wideFlags,
} from './peers.ts';

/** The result of one case, as in the JSON output. */
interface Result extends Case {
  readonly threads: number;
  readonly mode: 'plain' | 'wide';
  readonly charsPerSecond: Figure;
  readonly peers: Readonly<Record<string, Figure>>;
  /**
   * Share of the machine's limit (the multiply-add loop of that width, times the threads). The median over the rounds, each relative to
   * the limit in the same round, because the speed of a shared machine varies.
   */
  readonly ofLimit: number | undefined;
}

const thousands = ({ median, min, max }: Figure) =>
  `${(median / 1000).toFixed(1)} k/s (${(min / 1000).toFixed(1)}-${(max / 1000).toFixed(1)})`;

function printResult(result: Result): string {
  const { cell, hidden, streams, length, threads, mode, charsPerSecond, peers, ofLimit } = result;
  const shape = `${cell} ${hidden}, ${streams} × ${length}, ${mode}, ${threads} thread${threads > 1 ? 's' : ''}`;
  const limit = ofLimit === undefined ? '' : `, ${(100 * ofLimit).toFixed(0)} % of the limit`;
  const against = Object.entries(peers).map(
    ([name, figure]) => `${name} ${thousands(figure)}: ${(charsPerSecond.median / figure.median).toFixed(2)} ×`,
  );
  return [`${shape}: ${thousands(charsPerSecond)}${limit}`, ...against].join('\n    ');
}

function printSampling(figures: Readonly<Record<string, Figure>>): string {
  const lines = Object.entries(figures).map(([name, { median }]) => `${name} ${(50_000 / median).toFixed(2)} ms`);
  return `50 sampled characters, hidden 256: ${lines.join(', ')}`;
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '0.6' },
  },
});
const effort = { rounds: Number(values.rounds), turnSeconds: Number(values.seconds) };
const modes = [
  { name: 'ours, plain, 1', build: 'engine-relaxed', threads: 1, mode: 'plain', flags: [] },
  { name: 'ours, plain, 2', build: 'engine-shared', threads: 2, mode: 'plain', flags: [] },
  { name: 'ours, wide, 1', build: 'engine-wide', threads: 1, mode: 'wide', flags: wideFlags },
  { name: 'ours, wide, 2', build: 'engine-wide', threads: 2, mode: 'wide', flags: wideFlags },
] as const;

const skipped: Record<string, string> = {};
const results: Result[] = [];
/** With --json, standard output has nothing but the JSON. */
const log = (text: string) => (values.json ? console.error(text) : console.log(text));

await buildKernels();
await buildKernels(benchModules);

const cases = values.quick ? quickCases : allCases;
const selected = cases.filter((shape) => nameOf(shape).startsWith(values.only));
const includesSampling = !values.quick && (values.only === '' || values.only === 'sampling');
if (selected.length === 0 && !includesSampling) {
  console.error(`--only ${values.only} names none of ${cases.map(nameOf).join(', ')}, sampling`);
  process.exit(1);
}
const noNpmPeers = values.quick || selected.length === 0 ? undefined : installNpmPeers();
if (noNpmPeers !== undefined) skip('tfjsWasm, tfjsCpu, brain', noNpmPeers);
for (const shape of selected) {
  for (const result of await compare(shape)) {
    results.push(result);
    log(printResult(result));
  }
}
const sampling = includesSampling ? await compareSampling() : {};
const native = values.quick || values.only !== '' ? {} : await figures({ sgemm: nativeProduct() });
if (values.json) console.log(JSON.stringify({ results, sampling, native, skipped }));

async function compare(shape: Case): Promise<Result[]> {
  const chosen = modes.filter(({ threads, mode }) =>
    values.quick ? threads === 1 && mode === 'plain' : threads <= shape.streams,
  );
  const commands: Record<string, Command> = { 'limit plain': limit(12) };
  if (!values.quick) commands['limit wide'] = limit(24, wideFlags);
  for (const { name, build, threads, flags } of chosen) commands[name] = ours(build, threads, shape, flags);
  const turns = await measure({ ...commands, ...peersOf(shape) }, effort, skip);
  const peers = Object.fromEntries(
    Object.entries(turns).flatMap(([name, values]) => (/^(ours|limit)/.test(name) ? [] : [[name, figure(values)]])),
  );
  const operations = operationsPerCharacter(shape);
  return chosen.flatMap(({ name, threads, mode }) => {
    const speeds = turns[name];
    if (speeds === undefined) return [];
    const limits = turns[`limit ${mode}`];
    const shares = limits && speeds.map((speed, round) => (speed * operations) / (limits[round]! * threads));
    const ofLimit = shares && figure(shares).median;
    return [{ ...shape, threads, mode, charsPerSecond: figure(speeds), peers, ofLimit }];
  });
}

async function figures(commands: Readonly<Record<string, Command>>): Promise<Readonly<Record<string, Figure>>> {
  const turns = await measure(commands, effort, skip);
  return Object.fromEntries(Object.entries(turns).map(([name, values]) => [name, figure(values)]));
}

function peersOf(shape: Case): Record<string, Command> {
  const peers: Record<string, Command> = { pytorch1: pytorch(1, shape) };
  if (!values.quick && shape.streams > 1) peers['pytorch2'] = pytorch(2, shape);
  if (values.quick) return peers;
  if (shape.streams === 1 && shape.cell === 'tanh') {
    peers['numpy'] = numpyLoops('train', shape.hidden, shape.length);
    if (noNpmPeers === undefined) peers['brain'] = brain(shape);
  }
  if (shape.hidden === 256 && shape.streams > 1) {
    peers['naive'] = ours('reference', 1, shape);
    if (noNpmPeers === undefined) peers['tfjsWasm'] = tfjs('wasm', shape);
    // The plain JavaScript backend needs about a minute for one step of the other cells.
    if (noNpmPeers === undefined && shape.cell === 'tanh') peers['tfjsCpu'] = tfjs('cpu', shape);
  }
  return peers;
}

/** Characters per second while sampling 50, including softmax and drawing, with 256 hidden units. */
async function compareSampling(): Promise<Readonly<Record<string, Figure>>> {
  const commands = {
    tanh: oursSampling('engine-relaxed', 'tanh', 256),
    gru: oursSampling('engine-relaxed', 'gru', 256),
    numpy: numpyLoops('sample', 256, 50),
  };
  const speeds = await figures(commands);
  log(printSampling(speeds));
  return speeds;
}

function skip(name: string, reason: string): void {
  if (skipped[name] === reason) return;
  skipped[name] = reason;
  log(`skipped: ${name} (${reason})`);
}
