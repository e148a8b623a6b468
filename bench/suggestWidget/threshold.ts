// How probable the first word of a suggestion must be to be worth more than the list of the TypeScript server that it hides: types
// the TypeScript edits of a history with ghost text and the list, at several thresholds. Prints one JSON object.
//   node bench/suggestWidget/threshold.ts --git REPO --from REV --to REV [--seconds 60] [--include GLOBS]
import '../../src/cli/wideVectors.ts';
import { Command } from 'commander';
import { ensureBuilt } from '../../scripts/build/setup.mjs';
import { learn } from '../../src/cli/learn.ts';
import { wordFilesOf } from '../../src/completion/decide/wordFiles.ts';
import { loadModels } from '../../src/cli/loadModels.ts';
import { isLearned, readHistory } from '../../src/cli/replayEdits.ts';
import { allCores } from '../../src/cli/trainingOptions.ts';
import { isListPlace } from '../../src/completion/decide/listPlace.ts';
import { syntaxAt } from '../../src/completion/fit/syntaxAt.ts';
import { bootstrap } from '../../src/evaluation/bootstrap.ts';
import { chooseHunks, type Piece } from '../../src/evaluation/edits/chooseHunks.ts';
import { createEditPolicy } from '../../src/evaluation/edits/editPolicy.ts';
import { hunksOfEdit, recordEdits, type RecordedHunk } from '../../src/evaluation/edits/recordEdits.ts';
import { restOf, textsOf, type EditTexts } from '../../src/evaluation/edits/stratum.ts';
import type { Hunk } from '../../src/evaluation/edits/hunks.ts';
import { typicalUser } from '../../src/evaluation/edits/offerNetTime.ts';
import { record } from '../../src/evaluation/record.ts';
import { splitForThresholds } from '../../src/evaluation/thresholdFiles.ts';
import { chooseThresholds } from '../../src/evaluation/thresholds.ts';
import { mixtureComponents } from '../../src/model/components.ts';
import { createTrainedComponents } from '../../src/model/trainedComponents.ts';
import { defaultTrainingSettings } from '../../src/protocol/settings.ts';
import { nothing, typeBesideList, type BesideList, type OpenList } from './typeBesideList.ts';
import { isTypescript, matchingNames, startTypescriptServer, type TypescriptServer } from './typescriptServer.ts';

/** Adds two records of numbers name by name. */
function addNumbers<T extends object>(a: T, b: T): T {
  const add = ([name, value]: [string, number]): [string, number] => [
    name,
    value + (b as Record<string, number>)[name]!,
  ];
  return Object.fromEntries(Object.entries(a as Record<string, number>).map(add)) as T;
}

/** 0: the threshold of the level alone, as outside of lists. 1: the list always comes first. */
const thresholds = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** Entries of the open list that the user looks at. */
const looksAt = { 'first entry': 1, 'five entries': 5 } as const;

/** A piece with the names of the list at each position where it opens by itself. */
interface PieceWithLists {
  readonly recorded: RecordedHunk;
  readonly lists: readonly (readonly string[] | undefined)[];
}

/** The names of the open list while a piece is typed. TypeScript answers at the start of an identifier; the editor filters then. */
async function listsWhileTyping(
  server: TypescriptServer,
  { texts, hunk, piece }: { readonly texts: EditTexts; readonly hunk: Hunk; readonly piece: Piece },
  recorded: RecordedHunk,
) {
  const { path } = recorded;
  const lists: (readonly string[] | undefined)[] = [];
  let answered:
    { readonly start: number; readonly entries: Awaited<ReturnType<typeof server.completionsAt>> } | undefined;
  for (const [at, { closers }] of recorded.carets.entries()) {
    const before = texts.after.slice(0, hunk.start + piece.start + at);
    if (!isListPlace(before) || syntaxAt(before, 'typescript') !== 'code') continue;
    const [typed] = /[\p{L}\p{N}_$]*$/u.exec(before)!;
    const start = before.length - typed.length;
    if (answered?.start !== start) {
      server.write(path, before + closers + restOf(hunk, texts));
      answered = { start, entries: await server.completionsAt(path, before) };
    }
    lists[at] = matchingNames(answered.entries, typed).slice(0, Math.max(...Object.values(looksAt)));
  }
  return lists;
}

/** What the user gains from the list at each position. An entry is correct if it ends where the identifier ends. */
function openLists({ recorded: { text, carets }, lists }: PieceWithLists, entries: number): (OpenList | undefined)[] {
  return lists.map((names, at) => {
    if (!names) return undefined;
    const [typed] = /[\p{L}\p{N}_$]*$/u.exec(carets[at]!.before)!;
    const [left] = /^[\p{L}\p{N}_$]*/u.exec(text.slice(at))!;
    const index = left === '' ? -1 : names.slice(0, entries).indexOf(typed + left);
    return index === -1 ? { length: 0, keys: 0 } : { length: left.length, keys: index + 1 };
  });
}

/** Types all pieces and returns one sum for each commit. */
function typeAll(
  pieces: readonly PieceWithLists[],
  balanced: number,
  threshold: number,
  entries: number,
): BesideList[] {
  const policyFor = createEditPolicy({ level: 'balanced', threshold: balanced, user: typicalUser });
  const commits = new Map<string, BesideList>();
  for (const piece of pieces) {
    const policy = policyFor(piece.recorded);
    const lists = openLists(piece, entries);
    // A probability of 1 passes every threshold but this one.
    const leastFirstWord = threshold === 1 ? 2 : threshold;
    const situationAt: typeof policy.situationAt = (at) => ({
      ...policy.situationAt(at),
      ...(lists[at] && { leastFirstWord }),
    });
    const tally = typeBesideList(piece.recorded, lists, typicalUser, { ...policy, situationAt });
    commits.set(piece.recorded.commit, addNumbers(commits.get(piece.recorded.commit) ?? nothing, tally));
  }
  return [...commits.values()];
}

const sumOf = (tallies: readonly BesideList[]): BesideList => tallies.reduce(addNumbers, nothing);
const saved = ({ characters, keys }: BesideList): number => 1 - keys / Math.max(1, characters);
const seconds = ({ characters, secondsSaved }: BesideList): number => (1000 * secondsSaved) / Math.max(1, characters);

/** Figures at each threshold, with intervals of the difference to the threshold 0 over the same commits. */
function compareThresholds(pieces: readonly PieceWithLists[], balanced: number, entries: number) {
  const reference = typeAll(pieces, balanced, 0, entries);
  return thresholds.map((threshold) => {
    const tallies = typeAll(pieces, balanced, threshold, entries);
    const sum = sumOf(tallies);
    const pairs = tallies.map((tally, index) => [tally, reference[index]!] as const);
    const difference = (figure: (sum: BesideList) => number) =>
      bootstrap(pairs, (drawn) => figure(sumOf(drawn.map(([a]) => a))) - figure(sumOf(drawn.map(([, b]) => b))));
    return {
      ...{ threshold, saved: saved(sum), savedDifference: difference(saved) },
      ...{ secondsPer1000: seconds(sum), secondsDifference: difference(seconds) },
      precisionAtLists: sum.correctAtLists / Math.max(1, sum.shownAtLists),
      ...{ shownAtLists: sum.shownAtLists, listOpen: sum.listOpen, acceptedEntries: sum.acceptedEntries },
    };
  });
}

const program = new Command()
  .requiredOption('--git <repository>')
  .requiredOption('--from <revision>')
  .requiredOption('--to <revision>')
  .option('--include <globs>', 'comma-separated', '**/*.ts,**/*.tsx')
  .option('--seconds <n>', 'of training', '60')
  .parse();
const options = program.opts<{ git: string; from: string; to: string; include: string; seconds: string }>();
await ensureBuilt();
const { base, edits } = await readHistory(undefined, { ...options, include: options.include.split(',') });
const history = edits
  .filter((edit) => isLearned(edit) && isTypescript(edit.path))
  .map((edit) => ({ edit, hunks: hunksOfEdit(edit) }));
const { learned, calibration } = splitForThresholds(base);
const settings = { ...defaultTrainingSettings, seconds: Number(options.seconds), threads: allCores };
const checkpoint = await learn({ texts: learned, settings });
const { model } = createTrainedComponents(await loadModels(true), { texts: learned, checkpoint }).combine(
  mixtureComponents,
);
const wordFiles = wordFilesOf(learned);
const balanced = chooseThresholds(calibration.map((text) => record(model, text, { now: () => 0, wordFiles }))).half;

const choose = chooseHunks(history);
const chosen = new Map<Hunk, readonly Piece[]>();
const recordings = recordEdits({ model, wordFiles }, history, (hunk) => {
  const piecesOfHunk = choose(hunk);
  chosen.set(hunk, piecesOfHunk);
  return piecesOfHunk;
});
const server = startTypescriptServer(base);
const pieces: PieceWithLists[] = [];
let index = -1;
for (const recorded of recordings) {
  index++;
  const { edit, hunks } = history[index]!;
  const texts = textsOf(edit);
  const places = hunks.flatMap((hunk) => chosen.get(hunk)!.map((piece) => ({ hunk, piece })));
  for (const [each, { hunk, piece }] of places.entries()) {
    const lists = await listsWhileTyping(server, { texts, hunk, piece }, recorded[each]!);
    pieces.push({ recorded: recorded[each]!, lists });
  }
  server.write(edit.path, texts.after);
  console.error(`${index + 1} of ${history.length} edits`);
}
await server.close();
const characters = sumOf(typeAll(pieces, balanced, 0, 1)).characters;
const positions = pieces.reduce((sum, { lists }) => sum + lists.filter((list) => list !== undefined).length, 0);
const firstRight = pieces
  .flatMap((piece) => openLists(piece, 1))
  .filter((list) => list !== undefined && list.length > 0).length;
console.log(
  JSON.stringify({
    commits: new Set(history.map(({ edit }) => edit.commit)).size,
    ...{ characters, balanced, listPositions: positions, firstEntryCorrect: firstRight / Math.max(1, positions) },
    users: Object.fromEntries(
      Object.entries(looksAt).map(([name, entries]) => [name, compareThresholds(pieces, balanced, entries)]),
    ),
  }),
);
