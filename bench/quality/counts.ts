// What the counts alone are worth on a folder: bits per character, keystrokes saved, time, memory.
//   node bench/quality/counts.ts FOLDER [--held-out FOLDER] [--bits-only]
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { buildKernels } from '../../scripts/kernels.mjs';
import { textsOf } from '../../src/cli/folder.ts';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { splitHeldOut } from '../../src/corpus/split.ts';
import { editorToday } from '../../src/evaluation/editorToday.ts';
import { heldOutForChoosing } from '../../src/evaluation/choosing.ts';
import type { Contestant, ReplayedText } from '../../src/evaluation/record.ts';
import { replay } from '../../src/evaluation/replay.ts';
import { createCounts, sizeFor, type ByteCounts } from '../../src/language/counting/counts.ts';
import { createMixture } from '../../src/predictor/mixture.ts';
import { fnv1a } from '../../src/util/fnv1a.ts';

const encoder = new TextEncoder();
const now = () => performance.now();

function begin(counts: ByteCounts, path: string): void {
  counts.begin(fnv1a(encoder.encode(path)));
}

function contestantOf(counts: ByteCounts): Contestant {
  const speaker = createMixture(counts, undefined);
  return {
    speaker,
    open: (path, before) => {
      begin(counts, path);
      speaker.begin();
      speaker.follow(before);
    },
    read: (text) => speaker.learn(text),
  };
}

interface Cost {
  readonly bits: number;
  readonly characters: number;
}

function learn(counts: ByteCounts, texts: readonly (SourceText | ReplayedText)[]): Cost {
  let [bits, characters] = [0, 0];
  for (const text of texts) {
    begin(counts, text.path);
    const before = 'before' in text ? (text.before ?? '') : '';
    for (const byte of encoder.encode(before)) counts.follow(byte);
    bits += counts.learn(encoder.encode(text.text));
    characters += Array.from(text.text).length;
  }
  return { bits, characters };
}

async function openedCounts(texts: readonly SourceText[]): Promise<ByteCounts> {
  await buildKernels();
  const module = new WebAssembly.Module(await readFile(new URL('../../build/counting.wasm', import.meta.url)));
  return createCounts(module, sizeFor(texts.reduce((sum, { text }) => sum + text.length, 0)));
}

async function measure(folder: string, { heldOut, bitsOnly }: { heldOut?: string; bitsOnly: boolean }) {
  const split = splitHeldOut(await textsOf(folder));
  const scored = heldOut === undefined ? split.heldOut : await textsOf(heldOut);
  const training = heldOut === undefined ? split.train : await textsOf(folder);
  const { learnt, choosing } = heldOutForChoosing(training);
  const counts = await openedCounts([...training, ...scored]);
  const start = now();
  const first = learn(counts, bitsOnly ? training : learnt);
  const learningMs = now() - start;
  const memoryMB = counts.memoryBytes / 2 ** 20;
  const costs = { trainingMicrosecondsPerChar: (1000 * learningMs) / first.characters, memoryMB };
  if (bitsOnly) {
    const { bits, characters } = learn(counts, scored);
    return { characters, bitsPerChar: bits / characters, ...costs };
  }
  const report = replay(contestantOf(counts), { choosing, scored }, now);
  return { ...report, ...costs, editorToday: editorToday(training, scored) };
}

await new Command()
  .argument('<folder>')
  .option('--held-out <folder>', 'score on these files instead of on a tenth of the folder')
  .option('--bits-only', 'no suggestions: bits per character alone', false)
  .action(async (folder: string, flags: { heldOut?: string; bitsOnly: boolean }) => {
    console.log(JSON.stringify(await measure(folder, flags), undefined, 2));
  })
  .parseAsync();
