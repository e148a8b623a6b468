// Context mixing alone on a folder, without or with the pretrained network as an input: bits per character, keystrokes saved, time,
// memory.
//   node bench/quality/contextMixing.ts FOLDER [--held-out FOLDER] [--pretrained] [--network FILE] [--first N] [--memory MB] [--bits-only]
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { Command } from 'commander';
import { buildKernels } from '../../scripts/build/kernels.mjs';
import { loadAssets } from '../../src/cli/loadModels.ts';
import { fileIndexOf } from '../../src/completion/decide/fileIndex.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { integer, option } from '../../src/cli/trainingOptions.ts';
import type { SourceText } from '../../src/corpus/sourceText.ts';
import { splitHeldOut } from '../../src/corpus/split.ts';
import type { ReplayedText } from '../../src/evaluation/record.ts';
import { replay } from '../../src/evaluation/replay.ts';
import { splitForThresholds } from '../../src/evaluation/thresholdFiles.ts';
import type { ContextMixingModel } from '../../src/model/contextMixingModel.ts';
import type { LanguageModel } from '../../src/model/languageModel.ts';
import { createModels } from '../../src/model/createModels.ts';
import { runToEnd } from '../../src/model/work.ts';
import { totalLength } from '../../src/model/trainingText.ts';
import { wordCompletionSavings } from '../../src/model/wordCompletion.ts';

interface Flags {
  readonly heldOut?: string;
  readonly pretrained: boolean;
  readonly network?: string;
  readonly first: number;
  readonly memory: number;
  readonly bitsOnly: boolean;
}

interface Cost {
  readonly bits: number;
  readonly characters: number;
}

const now = () => performance.now();
const processorMicroseconds = (): number => process.cpuUsage().user + process.cpuUsage().system;

/** Returns the number of characters. */
function learnAll(model: ContextMixingModel, texts: readonly SourceText[]): number {
  let characters = 0;
  for (const { path, text } of texts) {
    model.learn({ path, text, at: 0, end: text.length });
    characters += Array.from(text).length;
  }
  return characters;
}

function scoreAll(model: LanguageModel, texts: readonly ReplayedText[]): Cost {
  let [bits, characters] = [0, 0];
  for (const { path, text, before = '' } of texts) {
    model.begin(path);
    model.read(before);
    bits += model.learn(text);
    characters += Array.from(text).length;
  }
  return { bits, characters };
}

/** Whole texts, up to about so many UTF-16 units. */
function upTo<Text extends SourceText>(texts: readonly Text[], limit: number): readonly Text[] {
  let length = 0;
  return texts.filter(({ text }) => length < limit && (length += text.length));
}

async function measure(folder: string, { heldOut, pretrained, network, first, memory, bitsOnly }: Flags) {
  await buildKernels();
  const split = splitHeldOut(await readFolder(folder));
  const scored = heldOut === undefined ? split.heldOut : await readFolder(heldOut);
  const training = upTo(heldOut === undefined ? split.train : await readFolder(folder), first);
  const { learned, calibration } = splitForThresholds(training);
  const models = createModels({
    ...(await loadAssets(pretrained, memory)),
    ...(network !== undefined && { pretrainedNetwork: () => brotliDecompressSync(readFileSync(network)) }),
  });
  runToEnd(models.loadPretrainedNetwork());
  const opened = models.openContextMixing(totalLength([...training, ...scored]));
  const { model } = opened;
  const start = processorMicroseconds();
  const characters = learnAll(opened, bitsOnly ? training : learned);
  const costs = {
    trainingMicrosecondsPerChar: (processorMicroseconds() - start) / characters,
    memoryMB: opened.memoryBytes / 2 ** 20,
  };
  if (bitsOnly) {
    const score = scoreAll(model, scored);
    return { characters: score.characters, bitsPerChar: score.bits / score.characters, ...costs };
  }
  const report = replay(model, { calibration, scored }, { now, fileIndex: fileIndexOf(learned) });
  return { ...report, ...costs, wordCompletion: wordCompletionSavings(training, scored) };
}

await new Command()
  .argument('<folder>')
  .option('--held-out <folder>', 'score on these files instead of on a tenth of the folder')
  .option('--pretrained', 'with the pretrained network as an input', false)
  .option('--network <file>', 'another file of a pretrained network, to compare it')
  .addOption(option('--first <n>', 'learn so many characters of the folder', integer(1, 1e9), 1e9))
  .addOption(option('--memory <mb>', 'most memory for much text', integer(64, 256), 64))
  .option('--bits-only', 'no suggestions: bits per character alone', false)
  .action(async (folder: string, flags: Flags) => {
    console.log(JSON.stringify(await measure(folder, flags), undefined, 2));
  })
  .parseAsync();
