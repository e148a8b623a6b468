// Held-out text cut into passages and laid side by side into the streams of a trainer, so that all of them are read at once.
import { outsideId } from '../language/vocabulary.ts';
import type { HeldOutIds } from './prepare.ts';

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
export interface Piece {
  readonly ids: Int32Array;
  readonly from: number;
  readonly scoredFrom: number;
  readonly end: number;
  /** The passage begins here. */
  readonly fresh: boolean;
}

/** By window, then by stream; undefined: nothing is left for it to read. */
export type Lanes = readonly (readonly (Piece | undefined)[])[];

/**
 * Characters that a passage from the midst of a text reads before those that count: the hidden state has by then come to what
 * it would be, had all the text been read (bench/recipe/README.md tells how near).
 */
export const warmUpCharacters = 64;
/** Shorter passages would read more to warm up than they score. */
const shortestPassage = 4 * warmUpCharacters;

/** A text that is no longer than an even share of the streams is one passage: read as a whole, it needs no warm-up. */
export function lanesOf(texts: readonly HeldOutIds[], streams: number, length: number): Lanes {
  const characters = texts.reduce((sum, { context, ids }) => sum + context.length + ids.length, 0);
  const share = Math.max(shortestPassage, Math.ceil(characters / streams)) + warmUpCharacters;
  const most = Math.ceil(share / length) * length;
  const lanes = Array.from({ length: streams }, (): Piece[] => []);
  // The longest first, each to the stream that is soonest free.
  const passages = texts.flatMap((text) => passagesOf(text, most));
  for (const passage of passages.sort((a, b) => b.end - b.from - (a.end - a.from))) {
    const lane = lanes.reduce((shortest, other) => (other.length < shortest.length ? other : shortest));
    for (let from = passage.from; from + 1 < passage.end; from += length) {
      lane.push({ ...passage, from, fresh: from === passage.from });
    }
  }
  const windows = Math.max(0, ...lanes.map(({ length }) => length));
  return Array.from({ length: windows }, (_, window) => lanes.map((lane) => lane[window]));
}

/** `most`: ids that a passage reads, its last character apart, which is only guessed. */
function passagesOf({ context, ids: text }: HeldOutIds, most: number): Passage[] {
  const ids = Int32Array.of(outsideId, ...context, ...text);
  const passages: Passage[] = [];
  for (let scoredFrom = 1 + context.length; scoredFrom < ids.length;) {
    const from = passages.length === 0 ? 0 : scoredFrom - warmUpCharacters;
    const end = Math.min(ids.length, Math.max(from + most, scoredFrom) + 1);
    passages.push({ ids, from, scoredFrom, end });
    scoredFrom = end;
  }
  return passages;
}
