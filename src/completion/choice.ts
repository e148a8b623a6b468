// Which word to suggest: the likeliest, when all is known that speaks against some of them.
import type { Doubts } from './declined.ts';
import { leastFor, type GateSettings } from './gate.ts';

export interface Candidate {
  /** A first word, with the blanks before it. */
  readonly text: string;
  /** That it comes next and ends where it does, as the model sees it. */
  readonly probability: number;
}

export interface Choice<Word extends Candidate> {
  /** What is less likely than this cannot be chosen any more. */
  readonly least: number;
  /** The likeliest first. */
  consider(word: Word): void;
  /** How likely it is, when all is known. */
  chosen(): { readonly word: Word; readonly probability: number } | undefined;
}

/** What was just typed over is suggested again only if the model has become this sure of it. */
const sureAgain = 0.5;
/** However much is ruled out, the model is not trusted to know the rest to better than this. */
const leastRemaining = 0.02;
/** What is ruled out, or stands there, may be less likely than what is chosen: so much less is looked for. */
const lessLikely = 0.5;

/** `standing`: the word that is shown already; it gives way only to one that is twice as likely, so that ghost text does not flicker. */
export function createChoice<Word extends Candidate>(
  doubts: Doubts,
  settings: GateSettings,
  standing?: string,
): Choice<Word> {
  /** Probability of what is ruled out: the rest is so much likelier. */
  let ruledOut = 0;
  let sawStanding = standing === undefined;
  let best: { readonly word: Word; readonly left: number; readonly score: number } | undefined;
  const remaining = () => Math.max(leastRemaining, 1 - ruledOut);
  return {
    get least() {
      const isMore = !sawStanding || (!best && doubts.any);
      return (best?.score ?? settings.show * remaining()) * (isMore ? lessLikely : 1);
    },
    consider: (word) => {
      const doubt = doubts.declined(word.text);
      ruledOut += doubt * word.probability;
      const left = word.probability * (1 - doubt);
      const isStanding = word.text === standing;
      sawStanding ||= isStanding;
      const score = isStanding ? left / lessLikely : left;
      const probability = score / remaining();
      if (score <= (best?.score ?? 0) || probability < leastFor(0, word.text, settings)) return;
      if (probability < sureAgain && doubts.typedOver(word.text)) return;
      best = { word, left, score };
    },
    chosen: () => best && { word: best.word, probability: Math.min(1, best.left / remaining()) },
  };
}

/** The least probability of a word that may be chosen whatever is ruled out. */
export function leastWorthKnowing({ show }: GateSettings): number {
  return show * leastRemaining;
}
