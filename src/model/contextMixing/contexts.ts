// The hashed contexts of context mixing by name. The kernel gets their numbers from this table (scripts/build/kernels.mjs), and
// kernels/contexts.ts computes the hash of each. To add one: a row here, its hash there, and a new prior.bin
// (scripts/assets/mixerPrior.mjs). They were chosen by ablation: docs/decisions/context-mixing-inputs.md.

interface Context {
  readonly name: string;
  /** The mixers count how many contexts of a kind are known. */
  readonly kind: 'order' | 'word' | 'other';
  /** The table memory is worth more to the other contexts: at a medium or a great length of text, this one is left out. */
  readonly leftOut?: 'medium' | 'long';
}

/** In the order of prior.bin. */
export const contexts = [
  // Order N: the last N bytes.
  { name: 'order4', kind: 'order' },
  { name: 'order5', kind: 'order', leftOut: 'medium' },
  { name: 'order6', kind: 'order', leftOut: 'long' },
  { name: 'order8', kind: 'order' },
  // Words: the current word with earlier words, gaps, the line, and the open bracket.
  { name: 'wordSoFar', kind: 'word' },
  { name: 'wordAndGap', kind: 'word' },
  { name: 'twoWords', kind: 'word', leftOut: 'medium' },
  { name: 'threeWords', kind: 'word', leftOut: 'medium' },
  { name: 'wordAndSecondBefore', kind: 'word' },
  { name: 'twoWordsAndGap', kind: 'word', leftOut: 'medium' },
  { name: 'wordAndFirstOfLine', kind: 'word', leftOut: 'medium' },
  { name: 'wordIndentAndBracket', kind: 'word' },
  { name: 'wordAndWordBeforeBracket', kind: 'word', leftOut: 'medium' },
  // Columns: the line above, and the position in the line.
  { name: 'bytesAbove', kind: 'other', leftOut: 'long' },
  { name: 'wordAndByteAbove', kind: 'other', leftOut: 'medium' },
  { name: 'byteAboveAndColumn', kind: 'other' },
  // Part of an identifier, and sparse contexts: bytes 2-3, 3-4, and 1 and 3.
  { name: 'subwordAndByte', kind: 'other' },
  { name: 'bytes2To3', kind: 'other' },
  { name: 'bytes3To4', kind: 'other' },
  { name: 'bytes1And3', kind: 'other' },
  // Punctuation and line.
  { name: 'punctuationAndWord', kind: 'other', leftOut: 'long' },
  { name: 'lineSoFar', kind: 'other', leftOut: 'medium' },
  { name: 'lineShapeAndWord', kind: 'other' },
  // What followed the last byte, the last two bytes, and the longest match before (indirect contexts).
  { name: 'afterByte', kind: 'other', leftOut: 'long' },
  { name: 'afterTwoBytes', kind: 'other', leftOut: 'medium' },
  { name: 'afterMatch', kind: 'other' },
  // Others, in the order in which they were found.
  { name: 'twoLowerWords', kind: 'other' },
  { name: 'order5InDocument', kind: 'other', leftOut: 'long' },
  { name: 'wordInDocument', kind: 'other', leftOut: 'long' },
  { name: 'order2AndBracket', kind: 'other' },
  { name: 'order3AndIndent', kind: 'other' },
  { name: 'classesOf6', kind: 'other' },
  { name: 'lineShapes', kind: 'other' },
  { name: 'wordAndItsSuccessor', kind: 'other' },
  { name: 'subwordInDocument', kind: 'other' },
  { name: 'insideBracket', kind: 'other' },
  { name: 'columnAndByte', kind: 'other' },
  { name: 'wordAndTwoBefore', kind: 'other' },
  { name: 'twoWordsAndPunctuation', kind: 'other' },
] as const satisfies readonly Context[];

const rows: readonly Context[] = contexts;

/** How many contexts are used, by length of the text. */
export const contextCounts = {
  short: rows.length,
  medium: rows.filter(({ leftOut }) => leftOut !== 'medium').length,
  long: rows.filter(({ leftOut }) => leftOut === undefined).length,
};

/** Numbers of the contexts in the order in which they are left out. */
export const leftOutContexts: readonly number[] = (['medium', 'long'] as const).flatMap((length) =>
  rows.flatMap(({ leftOut }, index) => (leftOut === length ? [index] : [])),
);
