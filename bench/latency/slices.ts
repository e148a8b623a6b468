// Measures which work of the predictor can delay a keystroke: types a text through the completer, without an editor and without
// training at the same time. Prints the longest slices between two pauses in which it handles messages, and their calls.
//   node bench/latency/slices.ts FOLDER [--keys N] [--steps N] [--runs N]
// Repeats everything and takes the shortest time of each slice, so that a busy machine disturbs little.
import '../../src/cli/wideVectors.ts';
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

/** A keystroke, or other work. */
interface Activity {
  readonly name: string;
  readonly slices: readonly Slice[];
}

async function measure(folder: string, { keys, steps, runs }: Flags) {
  const { train, heldOut } = corpusOf(await readFolder(folder));
  const settings = { ...defaultTrainingSettings, steps };
  const checkpoint = await learn({ texts: train, settings });
  const typed = heldOut.reduce((longest, text) => (text.text.length > longest.text.length ? text : longest));
  const all: Activity[][] = [];
  for (let run = 0; run < runs; run++) all.push(await typeThrough(checkpoint, train, typed.text.slice(0, keys)));
  const activities = all[0]!.map(({ name }, index) => ({
    name,
    slices: leastOf(all.map((each) => each[index]!.slices)),
  }));
  const report = (name: string) => {
    const of = activities.filter((activity) => activity.name === name);
    const totals = of.map(({ slices }) => slices.reduce((sum, { ms }) => sum + ms, 0));
    const longest = of.flatMap(({ slices }) => slices).sort((a, b) => b.ms - a.ms);
    return {
      count: of.length,
      wholeMs: { p50: quantile(totals, 0.5), p99: quantile(totals, 0.99), longest: Math.max(...totals) },
      longestSlices: longest.slice(0, 3),
    };
  };
  return Object.fromEntries([...new Set(activities.map(({ name }) => name))].map((name) => [name, report(name)]));
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
    yieldToMessages: meter.yieldToMessages,
  });
  const activities: Activity[] = [];
  const measured = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    activities.push({ name, slices: await meter.slicesOf(work) });
  };
  const ask = (document: string, before: string): Promise<unknown> =>
    completer.complete(requestAt(document, before), () => false);

  await measured('learning', () => completer.learn(train.slice(0, 20)));
  await measured('weights', async () => completer.load(checkpoint));
  for (let at = 0; at < text.length; at++) {
    await measured('key', () => ask('typed', text.slice(0, at)));
    activities.push({ name: 'reading ahead', slices: await meter.rest() });
    if (at % 100 === 99) {
      await measured('weights', async () => completer.load(checkpoint));
      await measured('key after weights', () => ask('typed', text.slice(0, at + 1)));
      activities.push({ name: 'reading ahead after a change', slices: await meter.rest() });
      await measured('elsewhere', () =>
        ask(train[at % train.length]!.path, train[at % train.length]!.text.slice(0, 3000)),
      );
      activities.push({ name: 'reading ahead after a change', slices: await meter.rest() });
      await measured('back', () => ask('typed', text.slice(0, at + 1)));
      await measured('deleted', () => ask('typed', text.slice(0, at - 30)));
      activities.push({ name: 'reading ahead after a change', slices: await meter.rest() });
    }
  }
  return activities;
}

function requestAt(document: string, before: string): CompletionRequest {
  return {
    document,
    before,
    after: '',
    maxCharacters: 120,
    multiline: false,
    sampling: defaultSampling,
    model: 'mixture',
  };
}

/** The shortest time of each slice, over the runs with the smallest number of slices. */
function leastOf(runs: readonly (readonly Slice[])[]): Slice[] {
  const fewest = runs.reduce((least, slices) => (slices.length < least.length ? slices : least));
  const comparable = runs.filter(({ length }) => length === fewest.length);
  return fewest.map((_, index) => comparable.map((slices) => slices[index]!).reduce((a, b) => (b.ms < a.ms ? b : a)));
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
