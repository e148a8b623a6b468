// How long a suggestion should be: keystrokes saved if it continues while the next word has at least a given probability, within the
// line and on the next line. With context mixing, on calibration files split off from the folder.
//   node bench/quality/decoding.ts FOLDER [--characters N]
import { Command } from 'commander';
import { ensureBuilt } from '../../scripts/build/setup.mjs';
import { readFolder } from '../../src/cli/readFolder.ts';
import { integer, option } from '../../src/cli/trainingOptions.ts';
import type { Candidate } from '../../src/completion/decide/candidate.ts';
import type { GateSettings } from '../../src/completion/decide/threshold.ts';
import { caretIn, recordedLimits, type RecordedText } from '../../src/completion/calibrate/recordedText.ts';
import { runToEnd } from '../../src/model/work.ts';
import { keystrokesSaved, precisionOf, sumOf, tallyOf } from '../../src/completion/calibrate/typeRecording.ts';
import { splitForThresholds } from '../../src/evaluation/thresholdFiles.ts';
import { loadModels } from '../../src/cli/loadModels.ts';
import type { ReplayedText } from '../../src/evaluation/record.ts';
import type { LanguageModel } from '../../src/model/languageModel.ts';
import { createTrainedComponents } from '../../src/model/trainedComponents.ts';
import { createCandidateRecorder } from '../../src/completion/calibrate/recordCandidates.ts';
import { characterBoundary } from '../../src/model/characterBoundary.ts';

const widest: GateSettings = { firstWord: 0.02, nextWord: 0.04, nextLine: 0 };
const never = 2;
const extensions = [0.4, 0.2, 0.1, 0.05];
const overLines = [never, 0.5, 0.3, 0];
const shows = Array.from({ length: 97 }, (_, step) => 0.02 + step / 100);
const maxCandidateLength = 120;

function record(model: LanguageModel, { path, text, before = '' }: ReplayedText): RecordedText {
  const candidates: (readonly Candidate[] | undefined)[] = [];
  const recorded = createCandidateRecorder(model, text, widest, maxCandidateLength);
  model.begin(path);
  model.read(before);
  for (let at = 0; at < text.length;) {
    candidates[at] = runToEnd(recorded(at));
    const next = characterBoundary(text, at + 1);
    model.learn(text.slice(at, next));
    at = candidates.length = next;
  }
  return { text, candidates };
}

/** Keystrokes saved at the best threshold with at least this precision of first words. */
function saved(texts: readonly RecordedText[], settings: Omit<GateSettings, 'firstWord'>, precision: number): number {
  const tallies = shows.map((show) => {
    const required = { ...settings, firstWord: show };
    const tallyWith = (recorded: RecordedText) =>
      tallyOf(recorded, {
        situationAt: (at) => ({ caret: caretIn(recorded.text, at), limits: recordedLimits, required }),
      });
    return sumOf(texts.map(tallyWith));
  });
  return Math.max(0, ...tallies.filter((tally) => precisionOf(tally) >= precision).map(keystrokesSaved));
}

async function measure(folder: string, characters: number): Promise<void> {
  await ensureBuilt();
  const { learned: texts, calibration } = splitForThresholds(await readFolder(folder));
  const trained = createTrainedComponents(await loadModels(false), { texts, checkpoint: undefined });
  const { model } = trained.combine(['contextMixing', 'cache']);
  let left = characters;
  const recorded = calibration.flatMap((text) => {
    const part = { ...text, text: text.text.slice(0, characterBoundary(text.text, Math.max(0, left))) };
    left -= part.text.length;
    return part.text === '' ? [] : [record(model, part)];
  });
  console.log(
    '| next word at least | on the next line | saved at the best threshold, % | at 50 % precision | at 70 % precision |',
  );
  console.log('| --- | --- | --- | --- | --- |');
  for (const extend of extensions) {
    for (const overLine of overLines) {
      const found = [0, 0.5, 0.7].map((precision) =>
        (100 * saved(recorded, { nextWord: extend, nextLine: overLine }, precision)).toFixed(1),
      );
      console.log(`| ${[extend, overLine === never ? 'never' : overLine, ...found].join(' | ')} |`);
    }
  }
}

await new Command()
  .argument('<folder>')
  .addOption(option('--characters <n>', 'to replay', integer(100, 1e6), 12_000))
  .action(async (folder: string, flags: { characters: number }) => measure(folder, flags.characters))
  .parseAsync();
