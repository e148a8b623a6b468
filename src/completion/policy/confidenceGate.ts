// When to speak, and how far: a suggestion is shown when its first word is probably right and complete, and goes on word by
// word while that is likely to save keys. Decoding asks after every character whether to go on, so that what will not be
// shown is hardly computed.
import type { Prediction } from '../../model/languageModel.ts';
import { classOf, continuesWord, type CharacterClass } from '../../model/characterClass.ts';

export interface GateSettings {
  /** Least probability that the first word is right and ends where it does; of a word of usual length. */
  readonly show: number;
  /** However long it is. */
  readonly least?: number;
  /** The same of each further word, given that those before it are right, at least; more words ask for more. */
  readonly extend: number;
  /** The same of a word on another line. */
  readonly overLine: number;
}

/** Words are hardly ever longer; UTF-16 units. */
const longWord = 20;

/**
 * Least probability of a further word after `words` words that are right. All of a suggestion that is right costs one key, else each
 * of its right words costs one: to go on puts the `words` - 1 keys that are saved already at stake for `length` more characters,
 * which pays where probability · (length + words - 1) ≥ words - 1.
 */
function pays(words: number, length: number): number {
  return (words - 1) / (length + words - 1);
}

/** UTF-16 units of a first word, with the blanks before it, of which `show` is asked as it is. */
const usualWord = 4;
/** A longer one saves more keys, so less is asked of it: its odds by length. Measured in replay (bench/quality/voices.md). */
const lengthCounts = 0.6;
const oddsByLength = Array.from(
  { length: longWord + 1 },
  (_, length) => (usualWord / Math.max(1, length)) ** lengthCounts,
);

/** Least probability of a first word. */
function showing(show: number, length: number): number {
  if (show >= 1) return show;
  const odds = (show / (1 - show)) * oddsByLength[Math.min(longWord, length)]!;
  return odds / (1 + odds);
}

/** Least probability of any first word, however long. */
export function leastFirstWordProbability({ show, least = 0 }: GateSettings): number {
  return Math.max(least, showing(show, longWord));
}

/** Below this no word passes a gate that turns down `word`, which is so likely. */
export function leastIfRejected(word: string, probability: number): number {
  const odds = probability / (1 - probability);
  const most = (odds * oddsByLength[longWord]!) / oddsByLength[Math.min(longWord, word.length)]!;
  return probability >= 1 ? 1 : most / (1 + most);
}

/** Least probability of `word`, with the blanks before it, as the one after `words` words that are right. */
export function requiredProbability(words: number, word: string, settings: GateSettings): number {
  const { show, least = 0, extend, overLine } = settings;
  const asked = words === 0 ? Math.max(least, showing(show, word.length)) : Math.max(extend, pays(words, word.length));
  return word.includes('\n') ? Math.max(asked, overLine) : asked;
}

/** Words that passed, and what the model thinks of them. */
export interface Candidate {
  readonly text: string;
  /** Where each word ends, and how likely it is that all up to there is right, and ends there. */
  readonly words: readonly { readonly end: number; readonly probability: number }[];
}

export interface ConfidenceGate {
  /** Takes the next character in; false when nothing more can pass. */
  add(expected: Prediction): boolean;
  /** The first word at least. */
  candidate(): Candidate;
}

/** Behind a first word that is right so likely. */
export function createConfidenceGate(
  settings: GateSettings,
  first: { readonly text: string; readonly probability: number },
): ConfidenceGate {
  let { text } = first;
  let inside: CharacterClass = 'blank';
  /** Product of the probabilities of all characters. */
  let product = first.probability;
  const words = [{ end: text.length, probability: product }];
  /** The least that the product must be for a word that is not yet at its end to pass. */
  let needed = 0;

  function ask(): void {
    inside = 'blank';
    needed = words.at(-1)!.probability * Math.max(settings.extend, pays(words.length, longWord));
  }

  ask();
  return {
    add: ({ character, probability, classes }) => {
      const found = classOf(character);
      if (!continuesWord(inside, found)) {
        const right = inside === 'ideograph' ? product : product * (1 - classes[inside]);
        const { end, probability: soFar } = words.at(-1)!;
        if (right < soFar * requiredProbability(words.length, text.slice(end), settings)) return false;
        words.push({ end: text.length, probability: right });
        ask();
      }
      if (inside === 'blank') inside = found;
      text += character;
      product *= probability;
      return product >= needed;
    },
    candidate: () => ({ text: text.slice(0, words.at(-1)!.end), words }),
  };
}
