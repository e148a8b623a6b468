// What of the predictor's work holds up a keystroke: types a text through the completer itself, without an editor and
// without a training beside it, and tells how long it works between two moments in which it hears messages, and on what.
//   node bench/latency/slices.ts FOLDER [--keys N] [--steps N] [--runs N]
// Everything is done several times alike and the least time counts, so that a busy machine disturbs little.
import { Command } from 'commander';
import { quantile } from 'simple-statistics';
import { loadAssets } from '../../src/cli/loadModels.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { learn } from '../../src/cli/learn.ts';
import { integer, option } from '../../src/cli/trainingOptions.ts';
import { corpusOf } from '../../src/corpus/corpus.ts';
import { createModels } from '../../src/model/createModels.ts';
import { createCompleter } from '../../src/predictor/completer.ts';
import type { CompletionRequest } from '../../src/protocol/predictor.ts';
import { defaultSampling, defaultTrainingSettings } from '../../src/protocol/settings.ts';
import { createMeter, type Slice } from './meter.ts';

interface Flags {
  readonly keys: number;
  readonly steps: number;
  readonly runs: number;
}

/** A keystroke, or what else happens meanwhile. */
interface Happening {
  readonly name: string;
  readonly slices: readonly Slice[];
}

async function measure(folder: string, { keys, steps, runs }: Flags) {
  const { train, heldOut } = corpusOf(await readFolder(folder));
  const settings = { ...defaultTrainingSettings, steps };
  const checkpoint = await learn({ type: 'train', texts: train, settings }, () => undefined);
  const typed = heldOut.reduce((longest, text) => (text.text.length > longest.text.length ? text : longest));
  const all: Happening[][] = [];
  for (let run = 0; run < runs; run++) all.push(await typeThrough(checkpoint, train, typed.text.slice(0, keys)));
  const happenings = all[0]!.map(({ name }, index) => ({
    name,
    slices: leastOf(all.map((each) => each[index]!.slices)),
  }));
  const report = (name: string) => {
    const of = happenings.filter((happening) => happening.name === name);
    const waits = of.map(({ slices }) => slices.reduce((sum, { ms }) => sum + ms, 0));
    const longest = of.flatMap(({ slices }) => slices).sort((a, b) => b.ms - a.ms);
    return {
      count: of.length,
      wholeMs: { p50: quantile(waits, 0.5), p99: quantile(waits, 0.99), longest: Math.max(...waits) },
      longestSlices: longest.slice(0, 3),
    };
  };
  return Object.fromEntries([...new Set(happenings.map(({ name }) => name))].map((name) => [name, report(name)]));
}

async function typeThrough(checkpoint: Uint8Array, train: readonly { path: string; text: string }[], text: string) {
  const meter = createMeter();
  const { engine, contextMixing } = await loadAssets(false);
  const completer = createCompleter({
    models: createModels({
      engine: meter.engine(engine),
      contextMixing: (textLength) => meter.watched('context mixing', contextMixing(textLength)),
    }),
    now: () => performance.now(),
    breathe: meter.breathe,
  });
  const happenings: Happening[] = [];
  const happening = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    happenings.push({ name, slices: await meter.slicesOf(work) });
  };
  const ask = (document: string, before: string): Promise<unknown> =>
    completer.complete(requestAt(document, before), () => false);

  await happening('learning', () => completer.learn(train.slice(0, 20)));
  await happening('weights', async () => completer.load(checkpoint, 1));
  for (let at = 0; at < text.length; at++) {
    await happening('key', () => ask('typed', text.slice(0, at)));
    happenings.push({ name: 'reading ahead', slices: await meter.rest() });
    if (at % 100 === 99) {
      await happening('weights', async () => completer.load(checkpoint, at));
      await happening('key after weights', () => ask('typed', text.slice(0, at + 1)));
      happenings.push({ name: 'reading ahead after others', slices: await meter.rest() });
      await happening('elsewhere', () =>
        ask(train[at % train.length]!.path, train[at % train.length]!.text.slice(0, 3000)),
      );
      happenings.push({ name: 'reading ahead after others', slices: await meter.rest() });
      await happening('back', () => ask('typed', text.slice(0, at + 1)));
      await happening('deleted', () => ask('typed', text.slice(0, at - 30)));
      happenings.push({ name: 'reading ahead after others', slices: await meter.rest() });
    }
  }
  return happenings;
}

function requestAt(document: string, before: string): CompletionRequest {
  return {
    document,
    languageId: 'plaintext',
    before,
    after: '',
    maxCharacters: 120,
    multiline: false,
    sampling: defaultSampling,
    model: 'mixture',
  };
}

/** Slice by slice, the run in which it was the shortest; of the runs that were sliced alike. */
function leastOf(runs: readonly (readonly Slice[])[]): Slice[] {
  const fewest = runs.reduce((least, slices) => (slices.length < least.length ? slices : least));
  const alike = runs.filter(({ length }) => length === fewest.length);
  return fewest.map((_, index) => alike.map((slices) => slices[index]!).reduce((a, b) => (b.ms < a.ms ? b : a)));
}

await new Command()
  .argument('<folder>')
  .addOption(option('--keys <n>', 'to type', integer(10, 100_000), 500))
  .addOption(option('--steps <n>', 'to train the network', integer(1, 1e6), 60))
  .addOption(option('--runs <n>', 'of the same', integer(1, 100), 3))
  .action(async (folder: string, flags: Flags) => {
    console.log(JSON.stringify(await measure(folder, flags), undefined, 2));
  })
  .parseAsync();
process.exit();
