// What suggestions save users who do not stop for them, on the edits of a history or on held-out files, and the most that an oracle
// saves them, who knows the text but has only the candidates of the models and shows them after the same time. Without the workspace
// network. Prints one JSON object.
//   node bench/quality/race.ts --git REPOSITORY --from REVISION --to REVISION [--recording FILE]
//   node bench/quality/race.ts --folder FOLDER [--recording FILE]
// `--recording` keeps what the models found, so that another version of the policy is measured on the same candidates.
import { Command } from 'commander';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { ensureBuilt } from '../../scripts/build/setup.mjs';
import { loadModels } from '../../src/cli/loadModels.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { isLearned, readHistory } from '../../src/cli/replayEdits.ts';
import type { RecordedText } from '../../src/completion/calibrate/recordedText.ts';
import { everyLevelAt } from '../../src/completion/decide/threshold.ts';
import { wordFilesOf } from '../../src/completion/decide/wordFiles.ts';
import { isWordAt, wordsOf } from '../../src/completion/fit/words.ts';
import { corpusOf } from '../../src/corpus/corpus.ts';
import { chooseHunks } from '../../src/evaluation/edits/chooseHunks.ts';
import { editRace } from '../../src/evaluation/edits/editRace.ts';
import { hunksOfEdit, recordEdits, type RecordedHunk } from '../../src/evaluation/edits/recordEdits.ts';
import { textsRace, type RaceReport } from '../../src/evaluation/raceReport.ts';
import { record } from '../../src/evaluation/record.ts';
import { splitForThresholds } from '../../src/evaluation/thresholdFiles.ts';
import { chooseThresholds } from '../../src/evaluation/thresholds.ts';
import type { TrainingText } from '../../src/model/trainingText.ts';
import { createTrainedComponents } from '../../src/model/trainedComponents.ts';

interface Options {
  readonly git?: string;
  readonly from?: string;
  readonly to?: string;
  readonly folder?: string;
  readonly recording?: string;
}

interface Recorded {
  readonly kind: 'git' | 'folder';
  readonly thresholds: { readonly half: number };
  readonly hunks: readonly RecordedText[];
}

/** UTF-16 units of held-out files, of one of them, and of a piece that the bootstrap resamples. */
const most = { typed: 20_000, ofFile: 2500, piece: 2500, calibration: 12_000 };
const now = (): number => performance.now();

async function modelOf(learned: readonly TrainingText[]) {
  const trained = createTrainedComponents(await loadModels(true), { texts: learned, checkpoint: undefined });
  return trained.combine(['contextMixing', 'cache', 'pretrainedNetwork']).model;
}

async function recordHistory(options: Options): Promise<Recorded> {
  const { base, edits } = await readHistory(undefined, options);
  const history = edits.filter(isLearned).map((edit) => ({ edit, hunks: hunksOfEdit(edit) }));
  const { learned, calibration } = splitForThresholds(base);
  const model = await modelOf(learned);
  const wordFiles = wordFilesOf(learned);
  const thresholds = chooseThresholds(calibration.map((text) => record(model, text, { now, wordFiles })));
  const recorded = [...recordEdits({ model, wordFiles }, history, chooseHunks(history))];
  return { kind: 'git', thresholds, hunks: recorded.flat() };
}

async function recordFolder(folder: string): Promise<Recorded> {
  const { train, heldOut } = corpusOf(await readFolder(folder));
  const { learned, calibration } = splitForThresholds(train);
  const model = await modelOf(learned);
  const options = { now, wordFiles: wordFilesOf(learned) };
  const beginnings = (texts: readonly TrainingText[], total: number, each: number) => {
    let left = total;
    return texts.flatMap((text) => {
      const part = text.text.slice(0, Math.min(each, left));
      left -= part.length;
      return part === '' ? [] : [{ ...text, text: part }];
    });
  };
  const calibrated = beginnings(calibration, most.calibration, most.piece).map((text) => record(model, text, options));
  const perFile = Math.max(most.ofFile, most.typed / Math.max(1, heldOut.length));
  const hunks = beginnings(heldOut, most.typed, perFile).flatMap(({ path, text }) =>
    Array.from({ length: Math.ceil(text.length / most.piece) }, (_, index) => {
      const at = index * most.piece;
      return record(model, { path, text: text.slice(at, at + most.piece), before: text.slice(0, at) }, options);
    }),
  );
  return { kind: 'folder', thresholds: chooseThresholds(calibrated), hunks };
}

function raceOf({ kind, thresholds: { half } }: Recorded, hunks: readonly RecordedText[]): RaceReport {
  if (kind === 'git') return editRace(hunks as readonly RecordedHunk[], { level: 'balanced', threshold: half });
  return textsRace(
    hunks.map((text) => [text]),
    everyLevelAt(half),
  );
}

/** UTF-16 units of the least correct part that the oracle shows: the best one for a user is taken. */
const leastCorrect = [3, 5, 8];

/** The same text with the candidate of which most is correct, cut to that, and certain. */
function knownBefore(recorded: RecordedText, least: number): RecordedText {
  const { text } = recorded;
  const candidates = recorded.candidates.map((found = [], at) => {
    const correct = found.map((each) => each.text.slice(0, correctLength(each.text, text, at)));
    const best = correct.reduce((longest, each) => (each.length > longest.length ? each : longest), '');
    return best.length < least ? [] : [{ text: best, words: [{ end: best.length, probability: 0.99 }] }];
  });
  return { ...recorded, candidates, otherFileWords: [], excessBits: [] };
}

function correctLength(suggestion: string, text: string, at: number): number {
  let length = 0;
  for (const word of wordsOf(suggestion)) {
    if (!isWordAt(word, text, at + length)) break;
    length += word.length;
  }
  return length;
}

function report(recorded: Recorded) {
  const race = raceOf(recorded, recorded.hunks);
  const oracles = leastCorrect.map((least) =>
    raceOf(
      recorded,
      recorded.hunks.map((text) => knownBefore(text, least)),
    ),
  );
  const users = race.users.map((user, index) => ({
    ...user,
    oracle: Math.max(...oracles.map((oracle) => oracle.users[index]!.unknown.saved)),
  }));
  return { ideal: race.ideal, users };
}

async function recordedWith(options: Options): Promise<Recorded> {
  const { recording, folder } = options;
  if (recording !== undefined && existsSync(recording)) return deserialize(readFileSync(recording)) as Recorded;
  const recorded = await (folder === undefined ? recordHistory(options) : recordFolder(folder));
  if (recording !== undefined) writeFileSync(recording, serialize(recorded));
  return recorded;
}

await ensureBuilt();
await new Command()
  .option('--git <repository>')
  .option('--from <revision>')
  .option('--to <revision>')
  .option('--folder <folder>', 'types held-out files of it')
  .option('--recording <file>', 'what the models found: read if it exists, else written')
  .action(async (options: Options) => {
    const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value);
    console.log(JSON.stringify(report(await recordedWith(options)), rounded, 2));
  })
  .parseAsync();
process.exit();
