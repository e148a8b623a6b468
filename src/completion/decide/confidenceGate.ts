// The confidence gate decides whether a suggestion appears and where it ends. Its first word must be probable enough, and each
// further word must be likely to save keystrokes. Decoding asks the gate after every character, so that it stops early.
import { classOf, continuesWord, type CharacterClass } from '../../model/characterClass.ts';
import type { Prediction } from '../../model/languageModel.ts';
import type { UserParameters } from './worth.ts';

/** Least probabilities. The probability of a word includes that the word ends there. */
export interface GateSettings {
  /** Of a first word of usual length. Longer words need less. */
  readonly firstWord: number;
  /** Of a first word of any length. Default: 0. */
  readonly firstWordMinimum?: number;
  /** Of a further word, given that the words before it are correct. Each further word needs more. */
  readonly nextWord: number;
  /** Of a word on another line. */
  readonly nextLine: number;
  /** A suggestion must save this user time. Undefined: not checked. */
  readonly user?: UserParameters;
}

/** UTF-16 units, including leading white space. Longer words are treated like words of this length. */
const longestWord = 20;
const usualWord = 4;

/**
 * Least probability p of a further word of `length` units after `words` correct words. Accepting a whole correct suggestion costs
 * one key; accepting part of it costs one key per word. So a further word risks the `words` - 1 keys saved so far to save `length`
 * more characters, and pays off if p · (length + words - 1) ≥ words - 1.
 */
function breakEvenProbability(words: number, length: number): number {
  return (words - 1) / (length + words - 1);
}

/** A longer word saves more keys, so its odds may be lower. The exponent is measured by replay (docs/decisions/suggestion-length.md). */
const lengthExponent = 0.6;
const oddsFactorByLength = Array.from(
  { length: longestWord + 1 },
  (_, length) => (usualWord / Math.max(1, length)) ** lengthExponent,
);

function firstWordThreshold(firstWord: number, length: number): number {
  if (firstWord >= 1) return firstWord;
  const odds = (firstWord / (1 - firstWord)) * oddsFactorByLength[Math.min(longestWord, length)]!;
  return odds / (1 + odds);
}

/** Least probability of a first word of any length. */
export function leastFirstWordProbability({ firstWord, firstWordMinimum = 0 }: GateSettings): number {
  return Math.max(firstWordMinimum, firstWordThreshold(firstWord, longestWord));
}

/** If a gate rejects `word` with this probability, it rejects every word that is less probable than the result. */
export function leastIfRejected(word: string, probability: number): number {
  const odds = probability / (1 - probability);
  const most = (odds * oddsFactorByLength[longestWord]!) / oddsFactorByLength[Math.min(longestWord, word.length)]!;
  return probability >= 1 ? 1 : most / (1 + most);
}

/** Least probability of `word`, including its leading white space, after `words` correct words. */
export function requiredProbability(words: number, word: string, settings: GateSettings): number {
  const { firstWord, firstWordMinimum = 0, nextWord, nextLine } = settings;
  const required =
    words === 0
      ? Math.max(firstWordMinimum, firstWordThreshold(firstWord, word.length))
      : Math.max(nextWord, breakEvenProbability(words, word.length));
  return word.includes('\n') ? Math.max(required, nextLine) : required;
}

/** Decoded words that passed a gate. */
export interface Candidate {
  readonly text: string;
  /** The end of each word, and the probability that the text up to there is correct and ends there. */
  readonly words: readonly { readonly end: number; readonly probability: number }[];
}

export interface ConfidenceGate {
  /** Adds the next character. Returns false when no further word can pass. */
  add(next: Prediction): boolean;
  /** The words that passed: the first word at least. */
  candidate(): Candidate;
}

/** Starts after a first word with its probability. */
export function createConfidenceGate(
  settings: GateSettings,
  first: { readonly text: string; readonly probability: number },
): ConfidenceGate {
  let { text } = first;
  let inside: CharacterClass = 'blank';
  /** Product of the probabilities of all characters. */
  let product = first.probability;
  const words = [{ end: text.length, probability: product }];
  /** Below this product, the current word cannot pass, however long it becomes. */
  let needed = 0;

  function startWord(): void {
    inside = 'blank';
    const required = Math.max(settings.nextWord, breakEvenProbability(words.length, longestWord));
    needed = words.at(-1)!.probability * required;
  }

  startWord();
  return {
    add: ({ character, probability, classes }) => {
      const found = classOf(character);
      if (!continuesWord(inside, found)) {
        const wordProbability = inside === 'ideograph' ? product : product * (1 - classes[inside]);
        const { end, probability: soFar } = words.at(-1)!;
        if (wordProbability < soFar * requiredProbability(words.length, text.slice(end), settings)) return false;
        words.push({ end: text.length, probability: wordProbability });
        startWord();
      }
      if (inside === 'blank') inside = found;
      text += character;
      product *= probability;
      return product >= needed;
    },
    candidate: () => ({ text: text.slice(0, words.at(-1)!.end), words }),
  };
}
