// Which word to suggest: the likeliest, when all is known that speaks against some of them.
import type { RejectionPenalties } from './rejectedSuggestions.ts';
import { requiredProbability, leastFirstWordProbability, type GateSettings } from './confidenceGate.ts';

export interface WordCandidate {
  /** A first word, with the blanks before it. */
  readonly text: string;
  /** That it comes next and ends where it does, as the model sees it. */
  readonly probability: number;
}

export interface WordChoice<Word extends WordCandidate> {
  /** What is less likely than this cannot be chosen any more. */
  readonly least: number;
  /** The likeliest first. */
  add(word: Word): void;
  /** How likely it is, when all is known. */
  best(): { readonly word: Word; readonly probability: number } | undefined;
}

interface Considered<Word> {
  readonly word: Word;
  /** Of its probability. */
  readonly left: number;
  /** More than that for what stands there. */
  readonly score: number;
}

/** However much is ruled out, the model is not trusted to know the rest to better than this. */
const leastRemaining = 0.02;
/** Nor is it asked for what is less likely. */
const leastKnown = 0.01;
/** What is ruled out, or stands there, may be less likely than what is chosen: so much less is looked for. */
export const switchRatio = 0.5;

/** `standing`: the word that is shown already; it gives way only to one that is twice as likely, so that ghost text does not flicker. */
export function createWordChoice<Word extends WordCandidate>(
  doubts: RejectionPenalties,
  settings: GateSettings,
  standing?: string,
): WordChoice<Word> {
  /** Probability of what is ruled out: the rest is so much likelier. */
  let ruledOut = 0;
  let sawStanding = standing === undefined;
  const considered: Considered<Word>[] = [];
  const remaining = () => Math.max(leastRemaining, 1 - ruledOut);

  function passes({ word, score }: Considered<Word>): boolean {
    const probability = score / remaining();
    return probability >= requiredProbability(0, word.text, settings) && probability >= doubts.least(word.text);
  }

  function best(): Considered<Word> | undefined {
    let found: Considered<Word> | undefined;
    for (const each of considered) if (each.score > (found?.score ?? 0) && passes(each)) found = each;
    return found;
  }

  return {
    get least() {
      const found = best();
      const isMore = !sawStanding || (!found && doubts.any);
      return (found?.score ?? leastFirstWordProbability(settings) * remaining()) * (isMore ? switchRatio : 1);
    },
    add: (word) => {
      const doubt = doubts.penalty(word.text);
      ruledOut += doubt * word.probability;
      const left = word.probability * (1 - doubt);
      const isStanding = word.text === standing;
      sawStanding ||= isStanding;
      considered.push({ word, left, score: isStanding ? left / switchRatio : left });
    },
    best: () => {
      const found = best();
      return found && { word: found.word, probability: Math.min(1, found.left / remaining()) };
    },
  };
}

/** The least probability of a word that may be chosen whatever is ruled out. */
export function leastUsefulProbability(settings: GateSettings): number {
  const least = leastFirstWordProbability(settings);
  return Math.min(least, Math.max(leastKnown, least * leastRemaining));
}
