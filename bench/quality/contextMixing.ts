// What the counts are worth on a folder, by themselves or with the network trained beforehand: bits per character, keystrokes saved,
// time, memory.
//   node bench/quality/contextMixing.ts FOLDER [--held-out FOLDER] [--generic] [--first N] [--bits-only]
import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { buildKernels } from '../../scripts/build/kernels.mjs';
import { chooseEngine } from '../../src/cli/engine.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { integer, option } from '../../src/cli/trainingOptions.ts';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { splitHeldOut } from '../../src/corpus/split.ts';
import { wordCompletionSavings } from '../../src/model/wordCompletion.ts';
import { splitForThresholds } from '../../src/evaluation/thresholdFiles.ts';
import { mixtureCandidate } from '../../src/evaluation/evaluatedModels.ts';
import type { EvaluatedModel, ReplayedText } from '../../src/evaluation/record.ts';
import { replay } from '../../src/evaluation/replay.ts';
import { createContextMixing, sizeForText, type ContextMixing } from '../../src/model/contextMixing/contextMixing.ts';
import type { ByteModel } from '../../src/model/byteModel.ts';
import { openPretrainedNetwork, type PretrainedNetwork } from '../../src/model/network/pretrainedNetwork.ts';
import { withPretrainedInput, pretrainedInputLimit } from '../../src/model/pretrainedInput.ts';
import { unpacked } from '../../src/model/unpacked.ts';
import { runToEnd } from '../../src/model/runToEnd.ts';
import { fnv1a } from '../../src/model/network/fnv1a.ts';

interface Flags {
  readonly heldOut?: string;
  readonly generic: boolean;
  readonly first: number;
  readonly bitsOnly: boolean;
}

interface Cost {
  readonly bits: number;
  readonly characters: number;
}

const encoder = new TextEncoder();
const now = () => performance.now();
const processorMicroseconds = (): number => process.cpuUsage().user + process.cpuUsage().system;

function learn(counts: ByteModel, texts: readonly SourceText[]): Cost {
  let [bits, characters] = [0, 0];
  for (const { path, text } of texts) {
    counts.begin(fnv1a(encoder.encode(path)));
    if (characters >= pretrainedInputLimit) counts.setInput('pretrainedNetwork', undefined);
    bits += counts.learn(encoder.encode(text));
    characters += Array.from(text).length;
  }
  return { bits, characters };
}

function typed({ begin: open, learn: read }: EvaluatedModel, texts: readonly ReplayedText[]): Cost {
  let [bits, characters] = [0, 0];
  for (const { path, text, before = '' } of texts) {
    open(path, before);
    bits += read(text);
    characters += Array.from(text).length;
  }
  return { bits, characters };
}

async function openedCounts(texts: readonly SourceText[]): Promise<ContextMixing> {
  await buildKernels();
  const module = new WebAssembly.Module(await readFile(new URL('../../build/contextMixing.wasm', import.meta.url)));
  return createContextMixing(module, sizeForText(texts.reduce((sum, { text }) => sum + text.length, 0)));
}

async function genericNetwork(): Promise<PretrainedNetwork> {
  const packed = await readFile(new URL('../../src/model/pretrainedNetwork.br', import.meta.url));
  return runToEnd(openPretrainedNetwork(await chooseEngine(1), unpacked(packed)()));
}

/** Whole texts, up to about so many UTF-16 units. */
function upTo<Text extends SourceText>(texts: readonly Text[], limit: number): readonly Text[] {
  let length = 0;
  return texts.filter(({ text }) => length < limit && (length += text.length));
}

async function measure(folder: string, { heldOut, generic: isGeneric, first, bitsOnly }: Flags) {
  const split = splitHeldOut(await readFolder(folder));
  const scored = heldOut === undefined ? split.heldOut : await readFolder(heldOut);
  const training = upTo(heldOut === undefined ? split.train : await readFolder(folder), first);
  const { learned: learnt, calibration: choosing } = splitForThresholds(training);
  const own = await openedCounts([...training, ...scored]);
  const generic = isGeneric ? await genericNetwork() : undefined;
  const counts: ByteModel = withPretrainedInput<ByteModel>(own, () => generic?.bytes);
  const start = processorMicroseconds();
  const cost = learn(counts, bitsOnly ? training : learnt);
  const costs = {
    trainingBitsPerChar: cost.bits / cost.characters,
    trainingMicrosecondsPerChar: (processorMicroseconds() - start) / cost.characters,
    memoryMB: own.memoryBytes / 2 ** 20,
  };
  const contestant = mixtureCandidate(counts, undefined, false);
  if (bitsOnly) {
    const { bits, characters } = typed(contestant, scored);
    return { characters, bitsPerChar: bits / characters, ...costs };
  }
  const report = replay(contestant, { calibration: choosing, scored }, now);
  return { ...report, ...costs, editorToday: wordCompletionSavings(training, scored) };
}

await new Command()
  .argument('<folder>')
  .option('--held-out <folder>', 'score on these files instead of on a tenth of the folder')
  .option('--generic', 'with the network trained beforehand', false)
  .addOption(option('--first <n>', 'learn so many characters of the folder', integer(1, 1e9), 1e9))
  .option('--bits-only', 'no suggestions: bits per character alone', false)
  .action(async (folder: string, flags: Flags) => {
    console.log(JSON.stringify(await measure(folder, flags), undefined, 2));
  })
  .parseAsync();
