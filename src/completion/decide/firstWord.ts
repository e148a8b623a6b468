// Chooses the first word of a suggestion: the most probable word after rejected words are penalized.
import { leastFirstWordProbability, requiredProbability, type GateSettings } from './confidenceGate.ts';
import type { RejectionPenalties } from './rejectedSuggestions.ts';

export interface WordCandidate {
  /** A first word with its leading white space. */
  readonly text: string;
  /** The model's probability that this word comes next and ends where it does. */
  readonly probability: number;
  /** The probability takes rejected words into account already. */
  readonly isGivenRejected?: boolean;
}

export interface WordChoice<Word extends WordCandidate> {
  /** Less probable words cannot be chosen any more. */
  readonly least: number;
  /** Add words by decreasing probability. */
  add(word: Word): void;
  /** The chosen word and its probability given the rejected words; undefined if no word passes the gate. */
  best(): { readonly word: Word; readonly probability: number } | undefined;
}

interface Scored<Word> {
  readonly word: Word;
  /** Its probability after the penalty, not normalized. */
  readonly probability: number;
}

/** Floor of the probability that is left for words that are not rejected. The model's small probabilities are unreliable. */
const minRemaining = 0.02;
/** The search does not look for less probable words. */
const minSearched = 0.01;
/** Share of the threshold down to which words are searched where some are rejected: without those, the others are more probable. */
export const searchedShare = 0.5;

export function createWordChoice<Word extends WordCandidate>(
  penalties: RejectionPenalties,
  settings: GateSettings,
): WordChoice<Word> {
  /** Total probability of rejected words. The others become more probable by 1 / (1 - rejected). */
  let rejected = 0;
  const words: Scored<Word>[] = [];
  const remaining = () => Math.max(minRemaining, 1 - rejected);

  /** Given the rejected words. */
  const normalized = ({ word, probability }: Scored<Word>): number =>
    word.isGivenRejected ? probability : probability / remaining();

  function passes(scored: Scored<Word>): boolean {
    const { word } = scored;
    const probability = normalized(scored);
    return (
      probability >= requiredProbability(0, word.text, settings) && probability >= penalties.leastProbability(word.text)
    );
  }

  function best(): Scored<Word> | undefined {
    let found: Scored<Word> | undefined;
    for (const each of words) if (normalized(each) > (found ? normalized(found) : 0) && passes(each)) found = each;
    return found;
  }

  return {
    get least() {
      const found = best();
      if (found) return normalized(found) * remaining();
      return leastFirstWordProbability(settings) * remaining() * (penalties.any ? searchedShare : 1);
    },
    add: (word) => {
      const penalty = penalties.penalty(word.text);
      rejected += penalty * word.probability;
      words.push({ word, probability: word.probability * (1 - penalty) });
    },
    best: () => {
      const found = best();
      return found && { word: found.word, probability: Math.min(1, normalized(found)) };
    },
  };
}

/** Less probable words cannot be chosen whichever words are rejected. */
export function leastUsefulProbability(settings: GateSettings): number {
  const least = leastFirstWordProbability(settings);
  return Math.min(least, Math.max(minSearched, least * minRemaining));
}
