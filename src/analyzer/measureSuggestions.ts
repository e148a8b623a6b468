// Replays held-out files with the mixture of all components, and with some of its components alone.
import { emptyTally, type Tally } from '../completion/calibrate/typeRecording.ts';
import { fileIndexOf } from '../completion/decide/fileIndex.ts';
import type { Corpus } from '../corpus/corpus.ts';
import { recordInSteps, type Recording, type ReplayedText } from '../evaluation/record.ts';
import { savedWithInterval } from '../evaluation/savedKeystrokes.ts';
import {
  componentReport,
  reportSteps,
  suggestionReport,
  type ComponentReport,
  type SuggestionReport,
} from '../evaluation/suggestionReport.ts';
import type { Models } from '../model/createModels.ts';
import type { LanguageModel } from '../model/languageModel.ts';
import type { Work } from '../model/work.ts';
import { createTrainedComponents } from '../model/trainedComponents.ts';
import { totalLength } from '../model/trainingText.ts';
import { wordCompletionAfter } from '../model/wordCompletion.ts';
import { componentsOf, maxLearnedLength, upTo } from './suggestionComponents.ts';

/** UTF-16 units typed in total: the same share of the beginning of each file. Each takes some milliseconds. */
const maxTypedLength = 10_000;
/** Fewer files are split into pieces, so that intervals and thresholds can be computed from several texts. */
const minPieces = 8;
/** UTF-16 units. */
const pieceLength = 800;
/** UTF-16 units read before a piece. */
const contextLength = 2000;
/** Time of learning a character, relative to typing one. */
const learningCost = 0.01;
/** Time of a step of a report, for one text, in the same unit. */
const stepCost = 2;

/** The compared models. The mixture is the last one: thresholds are chosen on its recordings. */
const compared = ['workspaceNetwork', 'contextMixing', 'contextMixing+cache', 'mixture'] as const;

/** `checkpoint`: of the workspace network. Yields the part of the work that is done, 0..1. */
export function* measureSuggestions(
  { train, heldOut }: Pick<Corpus, 'train' | 'heldOut'>,
  checkpoint: Uint8Array,
  models: Models,
): Generator<number, SuggestionReport> {
  const typedTexts = splitIntoPieces(truncateEvenly(heldOut, maxTypedLength));
  const trainTexts = upTo(train, maxLearnedLength);
  const trained = createTrainedComponents(models, { texts: trainTexts, checkpoint });
  const reportCost = stepCost * typedTexts.length;
  const total =
    learningCost * trained.length +
    compared.length * (totalLength(typedTexts) + reportCost * reportSteps.component) +
    reportCost * reportSteps.all;
  let done = 0;

  /** `cost`: of a step of the work. */
  function* counted<Result>(work: Work<Result>, cost: number): Generator<number, Result> {
    for (;;) {
      const { done: isDone, value } = work.next();
      if (isDone) return value;
      yield Math.min(1, (done += cost) / total);
    }
  }

  function* recordAll(model: LanguageModel): Generator<number, readonly Recording[]> {
    const recordings: Recording[] = [];
    const fileIndex = fileIndexOf(trainTexts);
    for (const text of typedTexts) {
      const work = recordInSteps(model, text, { now: () => 0, fileIndex });
      recordings.push(yield* counted(work, 1));
    }
    return recordings;
  }

  const reports = [wordCompletionReport(train, typedTexts)];
  let recordings: readonly Recording[] = [];
  for (const name of compared) {
    const components = componentsOf(name, models);
    for (const length of trained.train(components)) yield (done += learningCost * length) / total;
    const { model, dispose } = trained.combine(components);
    try {
      recordings = yield* recordAll(model);
    } finally {
      dispose();
    }
    reports.push(yield* counted(componentReport(name, recordings), stepCost));
  }
  return yield* counted(suggestionReport(recordings, reports), stepCost);
}

function wordCompletionReport(train: Corpus['train'], texts: readonly ReplayedText[]): ComponentReport {
  const model = wordCompletionAfter(train);
  const tallies = texts.map(({ text }): Tally => ({
    ...emptyTally,
    characters: Array.from(text).length,
    keys: model.keystrokesFor(text),
  }));
  return {
    component: 'wordCompletion',
    ...savedWithInterval(tallies),
    bitsPerChar: undefined,
  };
}

/** Keeps the same share of each text, up to the end of a line, so that about `limit` UTF-16 units remain. */
function truncateEvenly(texts: Corpus['heldOut'], limit: number): readonly ReplayedText[] {
  const share = Math.min(1, limit / Math.max(1, totalLength(texts)));
  return texts
    .map(({ path, before, text }) => ({ path, before, text: upToLine(text, Math.ceil(share * text.length)) }))
    .filter(({ text }) => text !== '');
}

function splitIntoPieces(texts: readonly ReplayedText[]): readonly ReplayedText[] {
  if (texts.length >= minPieces) return texts;
  return texts.flatMap(({ path, text, before = '' }) => {
    const pieces: ReplayedText[] = [];
    for (let at = 0; at < text.length;) {
      const piece = upToLine(text.slice(at), pieceLength);
      pieces.push({ path, text: piece, before: (before + text.slice(0, at)).slice(-contextLength) });
      at += piece.length;
    }
    return pieces;
  });
}

function upToLine(text: string, length: number): string {
  const line = text.indexOf('\n', length - 1) + 1;
  return line === 0 ? text : text.slice(0, line);
}
