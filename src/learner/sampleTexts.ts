// Chooses the held-out text that an evaluation scores: passages from all over each text. The beginnings of the texts alone are easier or
// harder to predict than the rest, by up to 8 % (docs/decisions/evaluation-cost.md).
import { countCharacters, type EncodedText } from '../model/network/encodedText.ts';
import { evaluation } from './recipe.ts';

/** Characters of a passage, about: more than the characters that are read before it. */
const passageCharacters = 4 * evaluation.warmUpCharacters;
/** Multiples of it, modulo 1, are spread evenly, and fall on no regular places of a text. */
const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** About `limit` characters, the same share of each text, always the same ones; all texts if they have no more. */
export function sampleTexts(texts: readonly EncodedText[], limit: number): readonly EncodedText[] {
  const share = limit / countCharacters(texts);
  if (!(share < 1)) return texts;
  let drawn = 0;
  return texts.flatMap((text) => {
    const scored = share * text.ids.length;
    const count = Math.max(1, Math.round(scored / passageCharacters));
    const part = text.ids.length / count;
    // Passages do not overlap, also where nearly all of the text is scored.
    const length = Math.min(Math.ceil(scored / count), Math.floor(part));
    return Array.from({ length: count }, (_, index) => {
      const place = (drawn++ * goldenRatio) % 1;
      const from = Math.floor(index * part + place * (part - length));
      return passageOf(text, from, from + length);
    });
  });
}

/** What precedes it in the text is its context. */
function passageOf({ context, ids }: EncodedText, from: number, end: number): EncodedText {
  const before = ids.subarray(Math.max(0, from - evaluation.warmUpCharacters), from);
  const isInside = before.length === evaluation.warmUpCharacters;
  return { context: isInside ? before : Int32Array.of(...context, ...before), ids: ids.subarray(from, end) };
}
