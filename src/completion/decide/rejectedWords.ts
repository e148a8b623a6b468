// Suggested words that the user typed over. They are penalized at the same place, because a user who usually accepts correct
// suggestions probably wants another word.
import { firstWordOf, isWordAt } from '../fit/words.ts';

/** The penalties of first words at one caret, from rejected suggestions. Words include their leading white space. */
export interface RejectionPenalties {
  /** Whether any word has a penalty. */
  readonly any: boolean;
  /** 0 if the word was not rejected, up to 1 if it is excluded. */
  penalty(word: string): number;
  /** Least probability to show again a word that the user typed over: 0 if none, more than 1 to exclude it. */
  leastProbability(word: string): number;
}

/** The rejected words of one document. A place is a caret, or anything that tells what was typed since. */
export interface RejectedWords<Place> {
  /** The user typed something else than the first word of `text` there. `weight`: how strongly this counts against it, 0 to 1. */
  add(place: Place, text: string, weight: number): void;
  penaltiesAt(place: Place): RejectionPenalties;
}

interface Rejection<Place> {
  readonly place: Place;
  readonly word: string;
  readonly weight: number;
}

const maxRejections = 24;
/** After this many UTF-16 units of other text, a word that was typed over may appear again... */
const forgottenAfter = 5;
/** ...and before that if it is at least this probable. */
const repeatProbability = 0.5;
const excluded = 2;
/** Words are hardly ever longer, UTF-16 units. */
const longestWord = 60;

/** `typedSince` returns undefined if the later place is not after the earlier one. */
export function createRejectedWords<Place>(
  typedSince: (earlier: Place, later: Place) => string | undefined,
): RejectedWords<Place> {
  let rejections: Rejection<Place>[] = [];
  return {
    add: (place, text, weight) => {
      rejections = [...rejections.slice(1 - maxRejections), { place, word: firstWordOf(text), weight }];
    },
    penaltiesAt: (now) => {
      if (rejections.length === 0) return noPenalties;
      const penalties = new Map<string, number>();
      const leastProbabilities = new Map<string, number>();
      const applies = ({ place, word, weight }: Rejection<Place>): boolean => {
        const typed = typedSince(place, now);
        if (typed === undefined) return true;
        if (typed === '') leastProbabilities.set(word.trim(), excluded);
        else if (typed.length < word.length && word.startsWith(typed)) {
          const rest = word.slice(typed.length);
          if (weight > (penalties.get(rest) ?? 0)) penalties.set(rest, weight);
          return typed.length <= longestWord;
        } else if (typed.length <= forgottenAfter && !isWordAt(word, typed, 0)) {
          const least = leastProbabilities.get(word.trim()) ?? 0;
          leastProbabilities.set(word.trim(), Math.max(repeatProbability, least));
        }
        return typed.length <= forgottenAfter;
      };
      // Collects the penalties and forgets old rejections.
      rejections = rejections.filter(applies);
      return {
        any: penalties.size > 0,
        penalty: (word) => penalties.get(word) ?? 0,
        leastProbability: (word) => (leastProbabilities.size === 0 ? 0 : (leastProbabilities.get(word.trim()) ?? 0)),
      };
    },
  };
}

export const noPenalties: RejectionPenalties = { any: false, penalty: () => 0, leastProbability: () => 0 };

/** For replay of a known text: a place is an index (UTF-16 units) in it. */
export function rejectedWordsIn(text: string): RejectedWords<number> {
  return createRejectedWords((earlier, later) => text.slice(earlier, later));
}
