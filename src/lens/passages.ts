// Selects the held-out passages that the unit analysis reads: a few long ones to show, and short ones from inside many files,
// which are only evidence for names.
import { contextCharacters, type EncodedText } from '../model/network/encodedText.ts';

export interface Passages {
  readonly texts: readonly EncodedText[];
  /** How many of them, the first ones, are shown. */
  readonly shown: number;
}

const shownPassages = 6;
const otherPassages = 24;
/** Characters of each kind of passage, in total. */
const characters = 4096;
/** Shorter passages are too short to be evidence. */
const minOtherCharacters = 100;

export function passagesOf(texts: readonly EncodedText[]): Passages {
  const byLength = longestFirst(texts);
  const shown = byLength.slice(0, shownPassages);
  const each = Math.ceil(characters / Math.max(1, shown.length));
  const inside = [
    ...shown.map((text) => from(text, each)),
    ...byLength.slice(shownPassages).map((text) => from(text, Math.floor(text.ids.length / 3))),
  ];
  const others = longestFirst(inside.filter(({ ids }) => ids.length >= minOtherCharacters)).slice(0, otherPassages);
  const eachOther = Math.ceil(characters / Math.max(1, others.length));
  return {
    texts: [...shown.map((text) => upTo(text, each)), ...others.map((text) => upTo(text, eachOther))],
    shown: shown.length,
  };
}

function longestFirst(texts: readonly EncodedText[]): readonly EncodedText[] {
  return [...texts].sort((one, other) => other.ids.length - one.ids.length);
}

function upTo({ context, ids }: EncodedText, length: number): EncodedText {
  return { context, ids: ids.subarray(0, length) };
}

/** The text from `start` on. */
function from({ context, ids }: EncodedText, start: number): EncodedText {
  return start === 0
    ? { context, ids }
    : { context: ids.subarray(Math.max(0, start - contextCharacters), start), ids: ids.subarray(start) };
}
