// Learning much text with a sample of it mixed, against mixing all of it: processor time and bits of held-out text, of two models that
// take turns file by file. A tenth of the files is held out.
//   node bench/quality/sampledLearning.ts FOLDER [--rounds N] [--first N]
import { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { buildKernels } from '../../scripts/build/kernels.mjs';
import { readFolder } from '../../src/cli/readFolder.ts';
import { integer, option } from '../../src/cli/trainingOptions.ts';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { splitHeldOut } from '../../src/corpus/split.ts';
import { createContextMixing, sizeForText, type ContextMixing } from '../../src/model/contextMixing/contextMixing.ts';
import { documentHash } from '../../src/model/documentHash.ts';

interface Flags {
  readonly rounds: number;
  readonly first: number;
}

interface Learner {
  readonly model: ContextMixing;
  readonly learn: (bytes: Uint8Array) => void;
  microseconds: number;
}

const encoder = new TextEncoder();

function processorMicroseconds(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function learnFile({ path, text }: SourceText, learner: Learner): void {
  const bytes = encoder.encode(text);
  learner.model.begin(documentHash(path));
  const start = processorMicroseconds();
  learner.learn(bytes);
  learner.microseconds += processorMicroseconds() - start;
}

/** Bits per byte. Each text is learned after it was predicted, as the editor learns what is typed. */
function heldOutBits({ model }: Learner, texts: readonly SourceText[]): number {
  let [bits, length] = [0, 0];
  for (const { path, text } of texts) {
    const bytes = encoder.encode(text);
    model.begin(documentHash(path));
    bits += model.learn(bytes);
    length += bytes.length;
  }
  return bits / length;
}

async function measure(folder: string, { rounds, first }: Flags) {
  await buildKernels();
  const module = new WebAssembly.Module(await readFile('build/contextMixing.wasm'));
  let length = 0;
  const texts = (await readFolder(folder)).filter(({ text }) => length < first && (length += text.length));
  const { train, heldOut } = splitHeldOut(texts);
  const bytes = train.reduce((sum, { text }) => sum + encoder.encode(text).length, 0);
  const results = Array.from({ length: rounds }, () => {
    const open = (kind: 'learn' | 'learnSampled'): Learner => {
      const model = createContextMixing(module, sizeForText(length));
      return { model, learn: (piece) => void model[kind](piece), microseconds: 0 };
    };
    const learners = [open('learn'), open('learnSampled')] as const;
    train.forEach((text, n) => {
      for (const learner of n % 2 ? learners.toReversed() : learners) learnFile(text, learner);
    });
    const [all, sampled] = learners;
    return {
      microsecondsPerByte: { all: all.microseconds / bytes, sampled: sampled.microseconds / bytes },
      timeRatio: sampled.microseconds / all.microseconds,
      bits: { all: heldOutBits(all, heldOut), sampled: heldOutBits(sampled, heldOut) },
    };
  });
  const ratios = results.map(({ timeRatio }) => timeRatio).sort((a, b) => a - b);
  const { bits } = results[0]!;
  return {
    bytes,
    bits,
    moreBits: bits.sampled / bits.all - 1,
    timeRatio: { least: ratios[0], median: ratios[ratios.length >> 1], most: ratios.at(-1) },
    microsecondsPerByte: results.map(({ microsecondsPerByte }) => microsecondsPerByte),
  };
}

await new Command()
  .argument('<folder>')
  .addOption(option('--rounds <n>', 'learn everything so many times', integer(1, 100), 5))
  .addOption(option('--first <n>', 'use so many UTF-16 units of the folder', integer(1, 1e9), 1e9))
  .action(async (folder: string, flags: Flags) => {
    console.log(JSON.stringify(await measure(folder, flags), undefined, 2));
  })
  .parseAsync();
