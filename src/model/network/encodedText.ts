// A text as character ids of a vocabulary.

export interface EncodedText {
  /** What precedes the text in its file: read, but not scored or shown. */
  readonly context: Int32Array;
  readonly ids: Int32Array;
}

/** Characters of all texts together, without their contexts. */
export function countCharacters(texts: readonly Pick<EncodedText, 'ids'>[]): number {
  return texts.reduce((sum, { ids }) => sum + ids.length, 0);
}
