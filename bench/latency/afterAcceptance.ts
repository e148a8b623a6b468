// Measures how long the next suggestion takes after the user accepts one: a request to the completer, without editor and without
// training at the same time. Types a held-out text, and accepts each suggestion whose text is right.
//   node bench/latency/afterAcceptance.ts FOLDER [--keys N] [--steps N]
// `next`: the user reads before they accept. `at once`: they accept before anything could be computed ahead.
import '../../src/cli/wideVectors.ts';
import { Command } from 'commander';
import { quantile } from 'simple-statistics';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { loadAssets } from '../../src/cli/loadModels.ts';
import { learn } from '../../src/cli/learn.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { integer, option } from '../../src/cli/trainingOptions.ts';
import { corpusOf } from '../../src/corpus/corpus.ts';
import { createModels } from '../../src/model/createModels.ts';
import { createCompleter } from '../../src/predictor/completer.ts';
import { defaultSampling, defaultTrainingSettings } from '../../src/protocol/settings.ts';

interface Flags {
  readonly keys: number;
  readonly steps: number;
}

/** How long the user reads a suggestion. */
const readingMs = 150;

async function measure(folder: string, { keys, steps }: Flags) {
  const { train, heldOut } = corpusOf(await readFolder(folder));
  const checkpoint = await learn({ texts: train, settings: { ...defaultTrainingSettings, steps } });
  const text = heldOut.reduce((longest, next) => (next.text.length > longest.text.length ? next : longest)).text;
  const { engine, contextMixing } = await loadAssets(false);
  const completer = createCompleter({
    models: createModels({ engine, contextMixing }),
    now: () => performance.now(),
    yieldToMessages: () => setImmediate(),
  });
  await completer.learn(train);
  await completer.load(checkpoint);
  const times = { next: [] as number[], 'at once': [] as number[] };
  const ask = async (before: string) => {
    const began = performance.now();
    const completion = (
      await completer.complete(
        {
          document: 'typed',
          before,
          after: '',
          maxCharacters: 120,
          multiline: true,
          sampling: defaultSampling,
          model: 'mixture',
        },
        () => false,
      )
    ).completion;
    return { text: completion?.text, ms: performance.now() - began };
  };
  let accepted = 0;
  /** How the suggestion before was accepted; undefined if it was not. */
  let before: keyof typeof times | undefined;
  for (let at = 0; at < Math.min(keys, text.length);) {
    const { text: suggestion = '', ms } = await ask(text.slice(0, at));
    if (before) times[before].push(ms);
    const isAccepted = suggestion !== '' && text.startsWith(suggestion, at);
    before = isAccepted ? (accepted++ % 2 === 0 ? 'next' : 'at once') : undefined;
    if (before !== 'at once') await sleep(readingMs);
    at += isAccepted ? suggestion.length : 1;
  }
  const spread = (values: number[]) =>
    values.length > 0 && { count: values.length, p50: quantile(values, 0.5), p95: quantile(values, 0.95) };
  return { next: spread(times.next), 'at once': spread(times['at once']) };
}

await new Command()
  .argument('<folder>')
  .addOption(option('--keys <n>', 'to type', integer(10, 100_000), 500))
  .addOption(option('--steps <n>', 'to train the network', integer(1, 1e6), 60))
  .action(async (folder: string, flags: Flags) => {
    console.log(JSON.stringify(await measure(folder, flags), undefined, 2));
  })
  .parseAsync();
process.exit();
