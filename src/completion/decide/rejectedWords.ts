// Words that the user deleted or typed over. They are penalized at the same place, because a user who usually accepts correct
// suggestions probably wants another word.
import { firstWordOf, isWordAt } from '../fit/words.ts';

/** The penalties of first words at one caret, from rejected suggestions. Words include their leading white space. */
export interface RejectionPenalties {
  /** Whether any word has a penalty. */
  readonly any: boolean;
  /** 0 if the word was not rejected, up to 1 if it is excluded. */
  penalty(word: string): number;
  /** Least probability to show again a word that the user rejected, in this way if it is given: 0 if none, more than 1 to exclude it. */
  leastProbability(word: string, way?: Rejection['way']): number;
}

/** The rejected words of one document. A place is a caret, or anything that tells what was typed since. */
export interface RejectedWords<Place> {
  /** The user does not want the first word of `text` there. `weight`: how strongly this counts against it, 0 to 1. */
  add(place: Place, text: string, weight: number, way?: Rejection['way']): void;
  penaltiesAt(place: Place): RejectionPenalties;
}

interface Rejection<Place = unknown> {
  readonly place: Place;
  readonly word: string;
  readonly weight: number;
  readonly way: 'deleted' | 'typed over';
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
    add: (place, text, weight, way = 'typed over') => {
      rejections = [...rejections.slice(1 - maxRejections), { place, word: firstWordOf(text), weight, way }];
    },
    penaltiesAt: (now) => {
      if (rejections.length === 0) return noPenalties;
      const penalties = new Map<string, number>();
      const leastOf = { deleted: new Map<string, number>(), 'typed over': new Map<string, number>() };
      const leastProbability = (word: string, way: Rejection['way']): number => leastOf[way].get(word.trim()) ?? 0;
      const applies = ({ place, word, weight, way }: Rejection<Place>): boolean => {
        const typed = typedSince(place, now);
        if (typed === undefined) return true;
        if (typed === '') leastOf[way].set(word.trim(), excluded);
        else if (typed.length < word.length && word.startsWith(typed)) {
          const rest = word.slice(typed.length);
          if (weight > (penalties.get(rest) ?? 0)) penalties.set(rest, weight);
          return typed.length <= longestWord;
        } else if (typed.length <= forgottenAfter && !isWordAt(word, typed, 0)) {
          leastOf[way].set(word.trim(), Math.max(repeatProbability, leastProbability(word, way)));
        }
        return typed.length <= forgottenAfter;
      };
      // Collects the penalties and forgets old rejections.
      rejections = rejections.filter(applies);
      return {
        any: penalties.size > 0,
        penalty: (word) => penalties.get(word) ?? 0,
        leastProbability: (word, way) =>
          way
            ? leastProbability(word, way)
            : Math.max(leastProbability(word, 'deleted'), leastProbability(word, 'typed over')),
      };
    },
  };
}

export const noPenalties: RejectionPenalties = { any: false, penalty: () => 0, leastProbability: () => 0 };

/** For replay of a known text: a place is an index (UTF-16 units) in it. */
export function rejectedWordsIn(text: string): RejectedWords<number> {
  return createRejectedWords((earlier, later) => text.slice(earlier, later));
}
