// A text as character ids of a vocabulary.
import type { Vocabulary } from './vocabulary.ts';

export interface EncodedText {
  /** What precedes the text in its file: read, but not scored or shown. */
  readonly context: Int32Array;
  readonly ids: Int32Array;
}

/** Characters read before each text. */
export const contextCharacters = 256;

/** `before`: what precedes the text in its file. */
export function encodeTexts(
  texts: readonly { readonly before: string; readonly text: string }[],
  vocabulary: Pick<Vocabulary, 'encode'>,
): readonly EncodedText[] {
  return texts.map(({ before, text }) => ({
    // A character has at most two UTF-16 units.
    context: vocabulary.encode(before.slice(-2 * contextCharacters)).slice(-contextCharacters),
    ids: vocabulary.encode(text),
  }));
}

/** Characters of all texts together, without their contexts. */
export function countCharacters(texts: readonly Pick<EncodedText, 'ids'>[]): number {
  return texts.reduce((sum, { ids }) => sum + ids.length, 0);
}
