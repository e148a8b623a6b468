// What gates decide on: a first word, and the words that continue it.
import type { Caret } from '../fit/caret.ts';
import { openNameAt } from '../fit/openName.ts';

export interface WordCandidate {
  /** A first word with its leading white space. */
  readonly text: string;
  /** The model's probability that this word comes next and ends where it does. */
  readonly probability: number;
  /** The probability takes rejected words into account already. */
  readonly isGivenRejected?: boolean;
}

export interface Candidate {
  readonly text: string;
  /** The end of each word (UTF-16 units), and the probability that the text up to there is correct and ends there. */
  readonly words: readonly { readonly end: number; readonly probability: number }[];
}

/** The first `length` UTF-16 units of a candidate. A word that is cut keeps its probability. */
export function cutAt({ text, words }: Candidate, length: number): Candidate {
  const whole = words.filter(({ end }) => end <= length);
  const cut = words[whole.length];
  const isInWord = (whole.at(-1)?.end ?? 0) < length && cut !== undefined;
  return { text: text.slice(0, length), words: isInWord ? [...whole, { ...cut, end: length }] : whole };
}

/** The probability that all of the candidate is correct. */
export function probabilityOf({ words }: Candidate): number {
  return words.at(-1)!.probability;
}

/** More likely than any word of which a model is not certain. */
const openWordProbability = 0.98;

/** The rest of a closing tag at the caret. */
export function openWordAt({ before }: Pick<Caret, 'before'>): WordCandidate | undefined {
  const text = openNameAt(before);
  return text === undefined ? undefined : { text, probability: openWordProbability, isGivenRejected: true };
}
