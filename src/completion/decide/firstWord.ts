// Chooses the first word of a suggestion: the most probable one that passes all gates, after rejected words are penalized.
import type { WordCandidate } from './candidate.ts';
import { endBeforeNever } from './neverWords.ts';
import { firstLine } from '../fit/caret.ts';
import { startsAfter } from '../fit/sharedStart.ts';
import { isWordAt } from '../fit/words.ts';
import { rightPart } from './wordKinds.ts';
import { firstWordGates, type Refusal, type Situation } from './gates.ts';

export interface WordChoice<Word extends WordCandidate> {
  /** Less probable words cannot be chosen any more. */
  readonly least: number;
  /** Add words by decreasing probability. */
  add(word: Word): void;
  /** After all others: a word that does not come from the model. One of the model that is its beginning becomes as probable. */
  propose(word: Word): void;
  /** The chosen word, with its probability given the rejected words; undefined if no word passes. */
  best(): Word | undefined;
  /** Why the most probable word does not pass. */
  refusal(): Refusal;
}

/** Floor of the probability that is left for words that are not rejected. The model's small probabilities are unreliable. */
const minRemaining = 0.02;
/** The search does not look for less probable words. */
const minSearched = 0.01;
/** Share of the threshold down to which words are searched where some are rejected: without those, the others are more probable. */
const searchedShare = 0.5;

export function createWordChoice<Word extends WordCandidate>(situation: Situation): WordChoice<Word> {
  const { penalties, caret, rightInKind, never } = situation;
  /** Total probability of rejected words, and of those of other kinds of text. The others become more probable by 1 / (1 - rejected). */
  let rejected = 0;
  /** Each with its probability after the penalty, not normalized. */
  const words: { word: Word; probability: number }[] = [];
  const remaining = () => Math.max(minRemaining, 1 - rejected);
  const searched = leastOfAny(situation) * (penalties.any ? searchedShare : 1);

  /** Given the rejected words. */
  const normalized = ({ word, probability }: (typeof words)[number]): number =>
    word.isGivenRejected ? probability : probability / remaining();
  const passes = (scored: (typeof words)[number]): boolean => {
    const probability = normalized(scored);
    return firstWordGates.every(({ least }) => probability >= least(scored.word.text, situation));
  };
  const mostProbable = (isAllowed: (scored: (typeof words)[number]) => boolean) => {
    let found: (typeof words)[number] | undefined;
    for (const each of words) if (normalized(each) > (found ? normalized(found) : 0) && isAllowed(each)) found = each;
    return found;
  };

  const add = (word: Word): void => {
    const penalty = 1 - (1 - penalties.penalty(word.text)) * rightPart(caret.before, word.text, rightInKind);
    rejected += penalty * word.probability;
    words.push({ word, probability: word.probability * (1 - penalty) });
  };

  return {
    get least() {
      const found = mostProbable(passes);
      return (found ? normalized(found) : searched) * remaining();
    },
    add,
    propose: (word) => {
      const same = words.find((each) => isWordAt(each.word.text, word.text, 0));
      if (!same) return add(word);
      const probability = word.probability * (1 - penalties.penalty(word.text));
      if (probability <= normalized(same)) return;
      Object.assign(same, { word: { ...same.word, isGivenRejected: true }, probability });
    },
    best: () => {
      const found = mostProbable(passes);
      return found && { ...found.word, probability: Math.min(1, normalized(found)) };
    },
    refusal: () => {
      const found = mostProbable(() => true);
      if (!found) return refusalOfAny(situation);
      const { text } = found.word;
      const after = text.includes('\n') ? caret.after : firstLine(caret.after);
      if (startsAfter(text, { ...caret, after })) return { gate: 'follows', text };
      if (endBeforeNever(text, caret.before, never) < text.length) return { gate: 'never', text };
      const probability = Math.min(1, normalized(found));
      const gate = firstWordGates.find(({ least }) => probability < least(text, situation));
      return { gate: gate?.name ?? 'confidence', text, probability, needed: gate?.least(text, situation) ?? 1 };
    },
  };
}

/** Least probability of a first word of any length. */
function leastOfAny(situation: Situation): number {
  let least = 0;
  for (const gate of firstWordGates) least = Math.max(least, gate.leastOfAny?.(situation) ?? 0);
  return least;
}

/** No word is found: names the gate that needs most. */
function refusalOfAny(situation: Situation): Refusal {
  let gate: Refusal['gate'] = 'confidence';
  let needed = 0;
  for (const { name, least, leastOfAny, namedFrom = 1 } of firstWordGates) {
    const own = leastOfAny ? least(wordOfUsualLength, situation) : 0;
    if (own > namedFrom * needed) gate = name;
    needed = Math.max(needed, own);
  }
  return { gate, needed };
}

const wordOfUsualLength = 'word';

/** Less probable words cannot be chosen whichever words are rejected: the search ignores them. */
export function searchFloor(situation: Situation): number {
  const least = leastOfAny(situation);
  return situation.penalties.any ? Math.min(least, Math.max(minSearched, least * minRemaining)) : least;
}

/** Whether any word may be chosen, if this is the probability of the most probable one. */
export function mayChoose(probability: number, situation: Situation): boolean {
  return probability > 0 && probability >= leastOfAny(situation) * (situation.penalties.any ? searchedShare : 1);
}
