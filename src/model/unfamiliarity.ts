// Whether a text is of a kind that the models do not know, as another language. Two signs are added up (sequential probability ratio tests):
// confident predictions of the next byte are right less often than they promise, and the short words, which are few in any language, cost
// many bits. Rare words and names of a familiar text are long, and the models do not promise them, so they do not count.

/** Log odds that the text is unfamiliar, in natural logarithms: the sum of two. */
export interface Unfamiliarity {
  readonly ofPredictions: number;
  readonly ofWords: number;
  /** The letters before the position, if they may be a short word. */
  readonly word?: ShortWord | undefined;
}

interface ShortWord {
  readonly letters: number;
  readonly bits: number;
}

/** What the models expect as the next byte. */
export interface Expectation {
  readonly byte: number;
  readonly probability: number;
}

/** At the beginning of a document. */
export const atBeginning: Unfamiliarity = { ofPredictions: -1.5, ofWords: 0, word: { letters: 0, bits: 0 } };
/** Within these bounds, a change of the kind of text is noticed soon. */
const predictionBounds = [-8, 10] as const;
const wordBounds = [-4, 2.5] as const;

/** In unfamiliar text, the most likely byte is right in this part of the promised cases. */
const rightInUnfamiliar = 0.65;
/** A prediction is confident if the most likely byte has this probability at least. */
export const confident = 0.4;
/**
 * A single miss says no more than one at this probability. So a text counts as unfamiliar where predictions of this probability and more are
 * right in less than 58 % of the cases, also if they promise 97 %.
 */
const mostConfident = 0.7;

const shortWord = { least: 2, most: 5 };
/** What a short word with its end adds, if it costs more than so many bits. Measured with the texts of docs/decisions/unfamiliar-text.md. */
const ofShortWord = [
  { above: 15, adds: 1 },
  { above: 10, adds: -0.3 },
  { above: -Infinity, adds: -1.8 },
] as const;

/** `distribution`: of the next byte, [256]. */
export function expectationOf(distribution: Float32Array): Expectation {
  let likeliest = 0;
  for (let byte = 1; byte < distribution.length; byte++) {
    if (distribution[byte]! > distribution[likeliest]!) likeliest = byte;
  }
  return { byte: likeliest, probability: distribution[likeliest]! };
}

/** `bits`: what the byte cost. */
export function afterByte(before: Unfamiliarity, expected: Expectation, byte: number, bits: number): Unfamiliarity {
  const { word } = before;
  const isEnd = word && word.letters >= shortWord.least && isIn(wordEnds, byte);
  const ofWord = isEnd ? ofShortWord.find(({ above }) => word.bits + bits > above)!.adds : 0;
  return {
    ofPredictions: within(predictionBounds, before.ofPredictions + ofPrediction(expected, byte)),
    ofWords: within(wordBounds, before.ofWords + ofWord),
    word: isIn(wordStarts, byte) ? { letters: 0, bits: 0 } : word && continued(word, byte, bits),
  };
}

function ofPrediction({ byte: likeliest, probability }: Expectation, byte: number): number {
  if (probability < confident) return 0;
  const promised = Math.min(mostConfident, probability);
  return Math.log(likeliest === byte ? rightInUnfamiliar : (1 - rightInUnfamiliar * promised) / (1 - promised));
}

/** Before and after a word of a sentence. */
const [wordStarts, wordEnds] = [' \t\n("\'', ' \t\n)"\'.,;:!?'];
const isIn = (characters: string, byte: number): boolean => characters.includes(String.fromCharCode(byte));

/** Undefined: it is no short word. Names in capital letters are none. */
function continued({ letters, bits: before }: ShortWord, byte: number, bits: number): ShortWord | undefined {
  const isOutsideAscii = byte >= 0x80;
  const isInsideCharacter = (byte & 0xc0) === 0x80;
  const isLetter = isOutsideAscii || (letters === 0 ? /[a-z]/iu : /[a-z]/u).test(String.fromCharCode(byte));
  const length = letters + (isInsideCharacter ? 0 : 1);
  return isLetter && length <= shortWord.most ? { letters: length, bits: before + bits } : undefined;
}

function within([lowest, highest]: readonly [number, number], value: number): number {
  return Math.min(highest, Math.max(lowest, value));
}

/** 0 to 1. */
export function probabilityOf({ ofPredictions, ofWords }: Unfamiliarity): number {
  return 1 / (1 + Math.exp(-ofPredictions - ofWords));
}
