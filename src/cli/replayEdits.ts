// `replay --edits` and `replay --git`: types the edits of a history into the files where they were made, and tells what the
// suggestions would have saved there.
import { readFile } from 'node:fs/promises';
import { Presets, SingleBar } from 'cli-progress';
import { fileIndexOf, type FileIndex } from '../completion/decide/fileIndex.ts';
import { collect } from '../corpus/collect.ts';
import { exclusionReasonOf } from '../corpus/contentRules.ts';
import { isSecretPath } from '../corpus/secrets/names/secretNames.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import { chooseHunks } from '../evaluation/edits/chooseHunks.ts';
import { parseEdits, type Edit } from '../evaluation/edits/edit.ts';
import { editReport, type EditReport, editRace } from '../evaluation/edits/editReport.ts';
import { nextEditReport, type NextEditReport } from '../evaluation/edits/nextEditReport.ts';
import { replayNextEdits, type RankOffers } from '../evaluation/edits/replayNextEdits.ts';
import type { RaceReport } from '../evaluation/raceReport.ts';
import {
  hunksOfEdit,
  recordEdits,
  withOtherFileWords,
  withoutJoin,
  asFamiliar,
  withoutTextAfter,
  type RecordedHunk,
} from '../evaluation/edits/recordEdits.ts';
import { strata } from '../evaluation/edits/stratum.ts';
import { record } from '../evaluation/record.ts';
import { mixtureComponents } from '../model/components.ts';
import type { MeasuringModel } from '../model/languageModel.ts';
import { runToEnd } from '../model/work.ts';
import { createTrainedComponents } from '../model/trainedComponents.ts';
import { changedLineOf, mostRanked, rankedBy, savedBits } from '../nextEdit/savedBits.ts';
import { chooseThresholds } from '../evaluation/thresholds.ts';
import { splitForThresholds } from '../evaluation/thresholdFiles.ts';
import { defaultCorpusLimits, defaultTrainingSettings } from '../protocol/settings.ts';
import { readGitHistory } from './gitHistory.ts';
import { interruptible } from './interruption.ts';
import { learn } from './learn.ts';
import { loadModels } from './loadModels.ts';
import { withMasker } from './masker.ts';
import { readFolder, rootName } from './readFolder.ts';
import { allCores } from './trainingOptions.ts';

export interface ReplayEditsOptions {
  /** A file of edits, one JSON object per line. */
  readonly edits?: string;
  /** A repository, and the revisions between which its commits are typed. */
  readonly git?: string;
  readonly from?: string;
  readonly to?: string;
  readonly include?: readonly string[];
  /** How long the network is trained. */
  readonly seconds: number;
  readonly pretrained: boolean;
  readonly json: boolean;
}

export interface EditsReport {
  readonly edits: {
    readonly commits: number;
    /** Code points that were inserted with suggestions; in a long history a sample. */
    readonly characters: number;
    /** Code points of the same hunks that were deleted, one action each. */
    readonly deletedCharacters: number;
    /** At the confidence levels `balanced` (half of the first words correct) and `eager` (most keystrokes saved). */
    readonly gates: { readonly half: EditReport; readonly best: EditReport };
    readonly withoutTextAfter: { readonly half: EditReport };
    /** As if random-looking words that one other file has were offered. */
    readonly withOtherFileWords: { readonly half: EditReport };
    /** Without the gate that judges whether the text after the caret follows. */
    readonly withoutJoin: { readonly half: EditReport };
    /** Without the gate for unfamiliar text. */
    readonly withoutUnfamiliar: { readonly half: EditReport };
    /** The policy before there were suggestions in mid-line. */
    readonly onlyAtLineEnds: { readonly half: EditReport };
    /** Users who do not stop for suggestions, at the level `balanced`. */
    readonly race: RaceReport;
    /** Repetitions of the user's edits that are offered, without suggestions. */
    readonly nextEdits: NextEditReport;
  };
}

/** `folder`: the base of the edits, unless it comes from a repository. */
export async function replayEdits(folder: string | undefined, options: ReplayEditsOptions): Promise<void> {
  const { base, edits } = await readHistory(folder, options);
  const history = edits.filter(isLearned).map((edit) => ({ edit, hunks: hunksOfEdit(edit) }));
  if (history.length === 0) throw new Error('There is no edit to replay. Name other edits, revisions or globs.');
  const { learned, calibration } = splitForThresholds(base);
  const start = options.pretrained ? defaultTrainingSettings.start : 'scratch';
  const settings = { ...defaultTrainingSettings, start, seconds: options.seconds, threads: allCores };
  const checkpoint = await interruptible((signal) => learn({ texts: learned, settings }, { signal }));
  const trained = createTrainedComponents(await loadModels(options.pretrained), { texts: learned, checkpoint });
  const components = mixtureComponents.filter((id) => options.pretrained || id !== 'pretrainedNetwork');
  const { model, measure } = trained.combine(components);
  // Before the models learn the history.
  const measuring = { ...model, measure: measure! };
  const rank = rankWith(measuring);
  const [inOrder, shuffled] = (['file', 'shuffled'] as const).map((order) => [
    ...replayNextEdits(base, history, order, rank),
  ]);
  const fileIndex = fileIndexOf(learned);
  const now = (): number => performance.now();
  const thresholds = chooseThresholds(calibration.map((text) => record(model, text, { now, fileIndex })));
  const hunks = recordWithProgress(measuring, history, fileIndex);
  const balanced = { level: 'balanced', threshold: thresholds.half } as const;
  const gates = {
    half: editReport(hunks, balanced),
    best: editReport(hunks, { level: 'eager', threshold: thresholds.best }),
  };
  const report: EditsReport = {
    edits: {
      commits: new Set(edits.map(({ commit }) => commit)).size,
      characters: strata.reduce((sum, stratum) => sum + gates.half.strata[stratum].characters, 0),
      deletedCharacters: hunks.reduce((sum, { replaced = '' }) => sum + Array.from(replaced).length, 0),
      gates,
      withoutTextAfter: { half: editReport(hunks.map(withoutTextAfter), balanced) },
      withOtherFileWords: { half: editReport(hunks.map(withOtherFileWords), balanced) },
      withoutJoin: { half: editReport(hunks.map(withoutJoin), balanced) },
      withoutUnfamiliar: { half: editReport(hunks.map(asFamiliar), balanced) },
      onlyAtLineEnds: { half: editReport(hunks, { ...balanced, onlyAtLineEnds: true }) },
      race: editRace(hunks, balanced),
      nextEdits: nextEditReport(inOrder!, shuffled!),
    },
  };
  console.log(options.json ? JSON.stringify(report) : formatReport(report));
}

/** The models see the texts before the history, and what is before the line. */
function rankWith(model: MeasuringModel): RankOffers {
  return (offers, textOf) => {
    const lines = offers.slice(0, mostRanked).map((offer) => changedLineOf(offer, textOf(offer.document)));
    return rankedBy(offers, runToEnd(savedBits(model, lines)));
  };
}

/** The folder before the first edit, and the edits, oldest first. */
export async function readHistory(
  folder: string | undefined,
  { edits, git, from, to, include = [] }: Pick<ReplayEditsOptions, 'edits' | 'git' | 'from' | 'to' | 'include'>,
): Promise<{ readonly base: readonly SourceText[]; readonly edits: readonly Edit[] }> {
  if (git !== undefined) {
    if (from === undefined || to === undefined) throw new Error('Name two revisions: --from REV --to REV.');
    const history = readGitHistory(git, from, to, include);
    return { base: await includedTexts(history.base), edits: history.edits };
  }
  if (folder === undefined || edits === undefined) throw new Error('Name a base folder and a file of edits.');
  const lines = await readFile(edits, 'utf8').catch((error: Error) => {
    throw new Error(`${edits} cannot be read (${error.message}). Name a file with one edit per line.`);
  });
  return { base: withoutRoot(await readFolder(folder), rootName(folder)), edits: parseEdits(lines) };
}

/** What the product would learn of texts that are not on disk. */
async function includedTexts(texts: readonly SourceText[]): Promise<readonly SourceText[]> {
  const root = 'base';
  const open = new Map(texts.map(({ path, text }) => [path, text]));
  const tree = {
    list: async () => [...open.keys()].map((name) => ({ name, kind: 'file' as const })),
    facts: async (path: string) => ({ kind: 'file' as const, bytes: open.get(path)?.length ?? 0, modifiedMs: 0 }),
    read: async (path: string) => ({ kind: 'text' as const, text: open.get(path) ?? '' }),
  };
  const { texts: included } = await withMasker((learnableText) =>
    collect([{ name: root, tree }], { ...defaultCorpusLimits, learnableText }),
  );
  return withoutRoot(included, root);
}

/** Edits name files inside the folder. */
function withoutRoot(texts: readonly SourceText[], root: string): readonly SourceText[] {
  return texts.map(({ path, text }) => ({ path: path.slice(root.length + 1), text }));
}

/** Edits of files that the product does not learn are not replayed. */
export function isLearned({ path, after }: Edit): boolean {
  return !isSecretPath(path) && exclusionReasonOf({ path, text: after }) === undefined;
}

function recordWithProgress(
  model: MeasuringModel,
  history: readonly { readonly edit: Edit; readonly hunks: ReturnType<typeof hunksOfEdit> }[],
  fileIndex: FileIndex,
): RecordedHunk[] {
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: '{bar} {value} of {total} edits, {eta_formatted} left' }, Presets.shades_classic)
    : undefined;
  bar?.start(history.length, 0);
  const hunks: RecordedHunk[] = [];
  for (const recorded of recordEdits({ model, fileIndex }, history, chooseHunks(history))) {
    for (const hunk of recorded) hunks.push(hunk);
    bar?.increment();
  }
  bar?.stop();
  return hunks;
}

function formatReport({ edits }: EditsReport): string {
  const { nextEdits } = edits;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(9);
  const row = (name: string, report: Pick<EditReport, 'saved' | 'firstWordPrecision'>, more = ''): string =>
    `${name.padEnd(34)}${percent(report.saved)}${percent(report.firstWordPrecision)}${more}`;
  const rows = ([level, report]: readonly [string, EditReport]): string[] => [
    row(level, report),
    ...strata.map((stratum) => {
      const of = report.strata[stratum];
      return row(`  ${stratum} (${of.characters} characters)`, of, percent(of.maySuggest));
    }),
  ];
  return [
    `${edits.commits} commits, ${edits.characters} characters inserted`,
    `${''.padEnd(34)}    saved  precision  allowed`,
    ...Object.entries(edits.gates).flatMap(rows),
    ...rows(['half, without the text after the caret', edits.withoutTextAfter.half]),
    ...rows(['half, with words of one other file', edits.withOtherFileWords.half]),
    ...rows(['half, text after it not judged', edits.withoutJoin.half]),
    ...rows(['half, all text as familiar', edits.withoutUnfamiliar.half]),
    ...rows(['half, only at line ends', edits.onlyAtLineEnds.half]),
    ...edits.race.users.map(({ msPerKey, known }) => row(`half, typed on at ${msPerKey} ms per key`, known)),
    `${nextEdits.offers} next edits offered,${percent(nextEdits.right)} right,${percent(nextEdits.share)} of all edits,` +
      ` ${nextEdits.falsePer1000.toFixed(2)} false ones per 1,000 typed characters`,
  ].join('\n');
}
