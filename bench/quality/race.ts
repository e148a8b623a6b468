// What suggestions save users who do not stop for them, on the edits of a history or on held-out files, and the most that oracles
// save them, who know the text but have only the candidates of the models and show them after the same time. Without the workspace
// network. Prints one JSON object.
//   node bench/quality/race.ts --git REPOSITORY --from REVISION --to REVISION [--recording FILE]
//   node bench/quality/race.ts --folder FOLDER [--characters 20000] [--recording FILE]
// `--recording` keeps what the models found, so that another version of the policy is measured on the same candidates.
import { Command } from 'commander';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { ensureBuilt } from '../../scripts/build/setup.mjs';
import { loadModels } from '../../src/cli/loadModels.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { isLearned, readHistory } from '../../src/cli/replayEdits.ts';
import { acceptanceOf } from '../../src/completion/calibrate/acceptance.ts';
import type { RecordedText } from '../../src/completion/calibrate/recordedText.ts';
import { cutAt, type Candidate } from '../../src/completion/decide/candidate.ts';
import { everyLevelAt } from '../../src/completion/decide/threshold.ts';
import { fileIndexOf } from '../../src/completion/decide/fileIndex.ts';
import { typingSpeeds } from '../../src/completion/simulate/simulatedUser.ts';
import { corpusOf } from '../../src/corpus/corpus.ts';
import { chooseHunks } from '../../src/evaluation/edits/chooseHunks.ts';
import { editRace } from '../../src/evaluation/edits/editReport.ts';
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
  readonly characters: number;
  readonly recording?: string;
}

interface Recorded {
  readonly kind: 'git' | 'folder';
  readonly thresholds: { readonly half: number };
  readonly hunks: readonly RecordedText[];
}

/** UTF-16 units of a piece of a held-out file, which the bootstrap resamples, at most; the least number of pieces. */
const pieces = { longest: 2500, least: 8 };
/** UTF-16 units of calibration texts for each unit that is typed. */
const calibrationShare = 0.6;
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
  const fileIndex = fileIndexOf(learned);
  const thresholds = chooseThresholds(calibration.map((text) => record(model, text, { now, fileIndex })));
  const recorded = [...recordEdits({ model, fileIndex }, history, chooseHunks(history))];
  return { kind: 'git', thresholds, hunks: recorded.flat() };
}

async function recordFolder(folder: string, characters: number): Promise<Recorded> {
  const { train, heldOut } = corpusOf(await readFolder(folder));
  const { learned, calibration } = splitForThresholds(train);
  const model = await modelOf(learned);
  const options = { now, fileIndex: fileIndexOf(learned) };
  const beginnings = (texts: readonly TrainingText[], total: number, each: number) => {
    let left = total;
    return texts.flatMap((text) => {
      const part = text.text.slice(0, Math.min(each, left));
      left -= part.length;
      return part === '' ? [] : [{ ...text, text: part }];
    });
  };
  const length = Math.min(pieces.longest, Math.ceil(characters / pieces.least));
  const calibrated = beginnings(calibration, calibrationShare * characters, length).map((text) =>
    record(model, text, options),
  );
  const perFile = Math.max(length, characters / Math.max(1, heldOut.length));
  const hunks = beginnings(heldOut, characters, perFile).flatMap(({ path, text }) =>
    Array.from({ length: Math.ceil(text.length / length) }, (_, index) => {
      const at = index * length;
      return record(model, { path, text: text.slice(at, at + length), before: text.slice(0, at) }, options);
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

/** What can be written: all but the questions to the index of the files. */
function withoutFileIndex({ hunks, ...recorded }: Recorded): Recorded {
  const asked: readonly string[] = ['pathOf', 'rightAfter'] satisfies (keyof RecordedText)[];
  const written = (hunk: RecordedText) =>
    Object.fromEntries(Object.entries(hunk).filter(([name]) => !asked.includes(name)));
  return { ...recorded, hunks: hunks.map((hunk) => written(hunk) as unknown as RecordedText) };
}

/** UTF-16 units of the least correct part that an oracle shows: the best one for a user is taken. */
const leastCorrect = [1, 5, 8];

/**
 * What an oracle knows who knows the text, but shows what it shows when the product would, to users who must notice and read it: of all
 * candidates of the models, which one is correct for longest; or only of the words that the level shows, which are correct.
 */
type Oracle = 'candidates' | 'shown';

/** The same text with candidates that are cut to what is correct. */
function knownBefore(recorded: RecordedText, oracle: Oracle, least: number): RecordedText {
  const { text } = recorded;
  const candidates = recorded.candidates.map((found = [], at) => {
    const correct = found.map((each) => cutAt(each, acceptanceOf(each.text, text, at).length));
    const enough = correct.filter((each) => each.text.length >= least);
    return oracle === 'shown'
      ? enough
      : enough
          .sort((a, b) => b.text.length - a.text.length)
          .slice(0, 1)
          .map(certain);
  });
  return { ...recorded, candidates, ...(oracle === 'candidates' && { otherFileWords: [], unfamiliar: [] }) };
}

const certain = ({ text }: Candidate): Candidate => ({ text, words: [{ end: text.length, probability: 0.99 }] });

/** For each user, the figures of the oracle's best way. */
function oracleOf(recorded: Recorded, oracle: Oracle) {
  const races = leastCorrect.map((least) =>
    raceOf(
      recorded,
      recorded.hunks.map((text) => knownBefore(text, oracle, least)),
    ),
  );
  return typingSpeeds.map((_, index) => {
    const figures = races.flatMap(({ users }) => [users[index]!.known, users[index]!.unknown]);
    const { saved, savedInterval } = figures.reduce((best, each) => (each.saved > best.saved ? each : best));
    return { saved, savedInterval };
  });
}

function report(recorded: Recorded) {
  const { ideal, users } = raceOf(recorded, recorded.hunks);
  const [ofCandidates, ofShown] = [oracleOf(recorded, 'candidates'), oracleOf(recorded, 'shown')];
  return {
    ideal,
    users: users.map((user, index) => ({ ...user, oracle: ofCandidates[index]!, oracleOfShown: ofShown[index]! })),
  };
}

async function recordedWith(options: Options): Promise<Recorded> {
  const { recording, folder, characters } = options;
  if (recording !== undefined && existsSync(recording)) return deserialize(readFileSync(recording)) as Recorded;
  const recorded = await (folder === undefined ? recordHistory(options) : recordFolder(folder, characters));
  if (recording !== undefined) writeFileSync(recording, serialize(withoutFileIndex(recorded)));
  return recorded;
}

await ensureBuilt();
await new Command()
  .option('--git <repository>')
  .option('--from <revision>')
  .option('--to <revision>')
  .option('--folder <folder>', 'types held-out files of it')
  .option('--characters <n>', 'of held-out files', Number, 20_000)
  .option('--recording <file>', 'what the models found: read if it exists, else written')
  .action(async (options: Options) => {
    const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(4)) : value);
    console.log(JSON.stringify(report(await recordedWith(options)), rounded, 2));
  })
  .parseAsync();
process.exit();
