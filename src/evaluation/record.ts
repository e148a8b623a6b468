// Records what a model would suggest at every position of a text as it is typed. Thresholds are evaluated on the recording, so that
// another threshold needs no further decoding.
import { leastStrict } from '../completion/calibrate/calibrateThresholds.ts';
import type { Candidate } from '../completion/decide/candidate.ts';
import type { FileIndex } from '../completion/decide/fileIndex.ts';
import { unfamiliarAt } from '../completion/decide/newKind.ts';
import { otherFileWordsIn } from '../completion/decide/wordFiles.ts';
import { recordedLimits, type RecordedText } from '../completion/calibrate/recordedText.ts';
import { characterBoundary } from '../model/characterBoundary.ts';
import { createCandidateRecorder } from '../completion/calibrate/recordCandidates.ts';
import {
  learnFollowed,
  readContext,
  readTyped,
  unfamiliarProbability,
  type LanguageModel,
} from '../model/languageModel.ts';
import { runToEnd, type Work } from '../model/work.ts';
import type { Segment } from './sampleSegments.ts';

export interface ReplayedText {
  readonly path: string;
  readonly text: string;
  /** Text before it in its document, if it is not the whole document. */
  readonly before?: string;
}

export interface Recording extends RecordedText {
  readonly path: string;
  /** Cross-entropy of the text. */
  readonly bits: number;
  /** Code points of the text. */
  readonly characters: number;
  /** Time to decode one candidate, for each recorded position. */
  readonly latenciesMs: readonly number[];
  /** Time to learn the text. */
  readonly readingMs: number;
}

export interface RecordOptions {
  readonly now: () => number;
  /** Where candidates are recorded. Default: everywhere. */
  readonly segments?: readonly Segment[] | undefined;
  /** Of the texts that the model has learned; those that it learns are added. */
  readonly fileIndex: FileIndex;
}

/** A longer line is learned in pieces of this length, UTF-16 units. */
const maxReadLength = 2000;

/** Runs without pauses. */
export function record(model: LanguageModel, text: ReplayedText, options: RecordOptions): Recording {
  return runToEnd(recordInSteps(model, text, options));
}

/**
 * Learns all of the text as the product does, each line when it is complete: until then it is only read. Records candidates at the
 * positions of the segments. Yields after each position.
 */
export function* recordInSteps(
  model: LanguageModel,
  { path, text, before = '' }: ReplayedText,
  { now, segments = [{ start: 0, end: text.length }], fileIndex }: RecordOptions,
): Work<Recording> {
  const candidates: (readonly Candidate[] | undefined)[] = [];
  const otherFileWords: (ReadonlySet<string> | undefined)[] = [];
  const unfamiliar: (number | undefined)[] = [];
  const candidatesAt = createCandidateRecorder(model, text, leastStrict, recordedLimits.maxCharacters);
  const latenciesMs: number[] = [];
  let bits = 0;
  let readingMs = 0;
  model.begin(path);
  readContext(model, before);

  function decodeAt(at: number): readonly Candidate[] {
    const start = now();
    const found = runToEnd(candidatesAt(at));
    latenciesMs.push((now() - start) / Math.max(1, found.length));
    const place = { document: path, before: before + text.slice(0, at), after: '' };
    otherFileWords[at] = otherFileWordsIn(found, fileIndex, place);
    return found;
  }

  let learned = 0;
  let at = 0;
  /** State at the end of what was learned, if the model has read more. */
  let learnedState: unknown;

  function timed(work: () => void): void {
    const start = now();
    work();
    readingMs += now() - start;
  }

  function learnTo(end: number): void {
    if (end <= learned) return;
    const line = text.slice(learned, end);
    bits += learnedState === undefined ? model.learn(line) : learnFollowed(model, learnedState, line);
    learnedState = undefined;
    fileIndex.addRecorded(path, line);
    learned = end;
    at = Math.max(at, end);
  }

  /** Learns the lines that are complete at `end`, and reads the rest. */
  function typeTo(end: number): void {
    const lineStart = text.lastIndexOf('\n', end - 1) + 1;
    learnTo(end - Math.max(learned, lineStart) < maxReadLength ? Math.min(end, lineStart) : end);
    const from = Math.max(at, learned);
    if (end > from) {
      learnedState ??= model.save();
      readTyped(model, text.slice(from, end));
    }
    at = candidates.length = end;
  }

  for (const { start, end } of segments) {
    if (start > at) timed(() => typeTo(start));
    while (at < end) {
      candidates[at] = decodeAt(at);
      unfamiliar[at] = unfamiliarAt(unfamiliarProbability(model), text.slice(0, at), fileIndex.hasKind(path));
      timed(() => typeTo(characterBoundary(text, at + 1)));
      yield;
    }
  }
  candidates.length = text.length;
  if (learned < text.length) timed(() => learnTo(text.length));
  return {
    path,
    text,
    candidates,
    otherFileWords,
    pathOf: (imported) => fileIndex.pathOf(imported, path),
    rightAfter: (before) => fileIndex.rightAfter(before, path),
    unfamiliar,
    bits,
    characters: Array.from(text).length,
    latenciesMs,
    readingMs,
  };
}
