// What was suggested and not taken is hardly what somebody is going to write: how far that speaks against a word now.
import { simulateAcceptance } from './simulatedUser.ts';
import { firstWordOf } from '../text/words.ts';

/** What is known against a first word, given with the blanks before it. */
export interface RejectionPenalties {
  /** Whether any word was declined. */
  readonly any: boolean;
  /** How far it speaks against a word that it was not taken before now: 0 where it was not suggested, 1 rules it out. */
  penalty(word: string): number;
  /** How likely a word must be that stood here when something else was typed: 0 any other, more than 1 at the same place. */
  least(word: string): number;
}

/** Of one document; a place in it is a caret, or whatever tells what was typed since then. */
export interface RejectedSuggestions<Place> {
  /**
   * It stood at `place` and was not taken. `heed`: how far that speaks against its first word, 0 to 1; `over`: something else was typed
   * there.
   */
  add(place: Place, suggestion: string, heed: number, over: boolean): void;
  penaltiesAt(place: Place): RejectionPenalties;
}

interface Guess<Place> {
  readonly place: Place;
  readonly word: string;
  readonly heed: number;
  readonly over: boolean;
}

const mostKept = 24;
/** UTF-16 units typed over a word behind which it may be suggested again. */
const forgottenAfter = 5;
/** Unless the model has become this sure of it. */
const sureAgain = 0.5;
const never = 2;
/** Words are hardly ever longer. */
const longest = 60;

/** `typedSince`: undefined where the later place is not behind the earlier one. */
export function createRejectedSuggestions<Place>(
  typedSince: (then: Place, now: Place) => string | undefined,
): RejectedSuggestions<Place> {
  let guesses: Guess<Place>[] = [];
  return {
    add: (place, suggestion, heed, over) => {
      guesses = [...guesses.slice(1 - mostKept), { place, word: firstWordOf(suggestion), heed, over }];
    },
    penaltiesAt: (now) => {
      if (guesses.length === 0) return noPenalties;
      const declined = new Map<string, number>();
      const typedOver = new Map<string, number>();
      const isRecent = ({ place, word, heed, over }: Guess<Place>): boolean => {
        const typed = typedSince(place, now);
        if (typed === undefined) return true;
        if (typed === '' && over) typedOver.set(word.trim(), never);
        else if (typed.length < word.length && word.startsWith(typed)) {
          const rest = word.slice(typed.length);
          if (heed > (declined.get(rest) ?? 0)) declined.set(rest, heed);
          return typed.length <= longest;
        } else if (typed.length <= forgottenAfter && !simulateAcceptance(word, typed, 0).firstWordCorrect) {
          typedOver.set(word.trim(), Math.max(sureAgain, typedOver.get(word.trim()) ?? 0));
        }
        return typed.length <= forgottenAfter;
      };
      guesses = guesses.filter(isRecent);
      return {
        any: declined.size > 0,
        penalty: (word) => declined.get(word) ?? 0,
        least: (word) => (typedOver.size === 0 ? 0 : (typedOver.get(word.trim()) ?? 0)),
      };
    },
  };
}

export const noPenalties: RejectionPenalties = { any: false, penalty: () => 0, least: () => 0 };

/** Of a text that is known beyond the places: by UTF-16 unit, where something was suggested. */
export function rejectedSuggestionsIn(text: string): RejectedSuggestions<number> {
  return createRejectedSuggestions((then, now) => text.slice(then, now));
}
