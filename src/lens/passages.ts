// What the lens reads: a few long stretches of held-out text rather than the first lines of every file, for people to see; and
// short ones from inside many files, which only bear out names or do not.
import type { LensText } from './activations.ts';

export interface Passages {
  readonly texts: readonly LensText[];
  /** So many of them, the first, are to be seen. */
  readonly shown: number;
}

const shownPassages = 6;
const otherPassages = 24;
/** Of either kind, all together. */
const characters = 4096;
/** Of a text's own, before a passage inside it. */
const contextCharacters = 256;
/** Shorter ones begin and end before anything can be known of them. */
const minOther = 100;

export function passagesOf(texts: readonly LensText[]): Passages {
  const byLength = longestFirst(texts);
  const shown = byLength.slice(0, shownPassages);
  const each = Math.ceil(characters / Math.max(1, shown.length));
  const inside = [
    ...shown.map((text) => from(text, each)),
    ...byLength.slice(shownPassages).map((text) => from(text, Math.floor(text.ids.length / 3))),
  ];
  const others = longestFirst(inside.filter(({ ids }) => ids.length >= minOther)).slice(0, otherPassages);
  const eachOther = Math.ceil(characters / Math.max(1, others.length));
  return {
    texts: [...shown.map((text) => upTo(text, each)), ...others.map((text) => upTo(text, eachOther))],
    shown: shown.length,
  };
}

function longestFirst(texts: readonly LensText[]): readonly LensText[] {
  return [...texts].sort((one, other) => other.ids.length - one.ids.length);
}

function upTo({ context, ids }: LensText, length: number): LensText {
  return { context, ids: ids.subarray(0, length) };
}

/** The rest of a text. */
function from({ context, ids }: LensText, start: number): LensText {
  return start === 0
    ? { context, ids }
    : { context: ids.subarray(Math.max(0, start - contextCharacters), start), ids: ids.subarray(start) };
}
