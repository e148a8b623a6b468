// Held-out text cut into passages and laid side by side into the streams of a trainer, so that all of them are read at once.
import { unknownId } from '../model/network/vocabulary.ts';
import type { HeldOutText } from './prepareCorpus.ts';

/** A part of a text that is read from a fresh hidden state. */
interface Passage {
  /** The edge of the text, what stands before it, the text. */
  readonly ids: Int32Array;
  /** The first id read, the first scored, and the end of both. */
  readonly from: number;
  readonly scoredFrom: number;
  readonly end: number;
}

/** What one stream does in one window: goes on with a passage at `from`. */
export interface PassageWindow {
  readonly ids: Int32Array;
  readonly from: number;
  readonly scoredFrom: number;
  readonly end: number;
  /** The passage begins here. */
  readonly startsPassage: boolean;
}

/** By window, then by stream; undefined: nothing is left for it to read. */
export type EvaluationBatches = readonly (readonly (PassageWindow | undefined)[])[];

/**
 * Characters that a passage from the midst of a text reads before those that count: the hidden state has by then come to what
 * it would be, had all the text been read (bench/recipe/README.md tells how near).
 */
export const warmUpCharacters = 64;
/** Shorter passages would read more to warm up than they score. */
const minPassage = 4 * warmUpCharacters;

/** A text that is no longer than an even share of the streams is one passage: read as a whole, it needs no warm-up. */
export function evaluationBatches(texts: readonly HeldOutText[], streams: number, length: number): EvaluationBatches {
  const characters = texts.reduce((sum, { context, ids }) => sum + context.length + ids.length, 0);
  const share = Math.max(minPassage, Math.ceil(characters / streams)) + warmUpCharacters;
  const maxCharacters = Math.ceil(share / length) * length;
  const streamWindows = Array.from({ length: streams }, (): PassageWindow[] => []);
  // The longest first, each to the stream that is soonest free.
  const passages = texts.flatMap((text) => splitIntoPassages(text, maxCharacters));
  for (const passage of passages.sort((a, b) => b.end - b.from - (a.end - a.from))) {
    const shortestStream = streamWindows.reduce((shortest, other) =>
      other.length < shortest.length ? other : shortest,
    );
    for (let from = passage.from; from + 1 < passage.end; from += length) {
      shortestStream.push({ ...passage, from, startsPassage: from === passage.from });
    }
  }
  const windows = Math.max(0, ...streamWindows.map(({ length }) => length));
  return Array.from({ length: windows }, (_, window) => streamWindows.map((lane) => lane[window]));
}

/** `most`: ids that a passage reads, its last character apart, which is only guessed. */
function splitIntoPassages({ context, ids: text }: HeldOutText, maxCharacters: number): Passage[] {
  const ids = Int32Array.of(unknownId, ...context, ...text);
  const passages: Passage[] = [];
  for (let scoredFrom = 1 + context.length; scoredFrom < ids.length;) {
    const from = passages.length === 0 ? 0 : scoredFrom - warmUpCharacters;
    const end = Math.min(ids.length, Math.max(from + maxCharacters, scoredFrom) + 1);
    passages.push({ ids, from, scoredFrom, end });
    scoredFrom = end;
  }
  return passages;
}
