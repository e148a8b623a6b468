// What was suggested and not taken is hardly what somebody is going to write: how far that speaks against a word now.
import { firstWordOf } from './words.ts';

/** What is known against a first word, given with the blanks before it. */
export interface Doubts {
  /** Whether any word was declined. */
  readonly any: boolean;
  /** How far it speaks against a word that it was not taken before now: 0 where it was not suggested, 1 rules it out. */
  declined(word: string): number;
  /** Something else was just typed where it was suggested. */
  typedOver(word: string): boolean;
}

/** Of one document; a place in it is a caret, or whatever tells what was typed since then. */
export interface Declined<Place> {
  /** It stood at `place` and was not taken; `heed`: how far that speaks against its first word, 0 to 1. */
  add(place: Place, suggestion: string, heed: number): void;
  doubtsAt(place: Place): Doubts;
}

interface Guess<Place> {
  readonly place: Place;
  readonly word: string;
  readonly heed: number;
}

const mostKept = 24;
/** UTF-16 units typed over a word behind which it may be suggested again. */
const forgottenAfter = 5;
/** Words are hardly ever longer. */
const longest = 60;

/** `typedSince`: undefined where the later place is not behind the earlier one. */
export function createDeclined<Place>(typedSince: (then: Place, now: Place) => string | undefined): Declined<Place> {
  let guesses: Guess<Place>[] = [];
  return {
    add: (place, suggestion, heed) => {
      guesses = [...guesses.slice(1 - mostKept), { place, word: firstWordOf(suggestion), heed }];
    },
    doubtsAt: (now) => {
      const declined = new Map<string, number>();
      const typedOver = new Set<string>();
      guesses = guesses.filter(({ place, word, heed }) => {
        const typed = typedSince(place, now);
        if (typed === undefined) return true;
        const goesOn = typed.length < word.length && word.startsWith(typed);
        if (goesOn) {
          const rest = word.slice(typed.length);
          declined.set(rest, Math.max(heed, declined.get(rest) ?? 0));
        } else if (typed.length <= forgottenAfter) typedOver.add(word.trim());
        return typed.length <= (goesOn ? longest : forgottenAfter);
      });
      return {
        any: declined.size > 0,
        declined: (word) => declined.get(word) ?? 0,
        typedOver: (word) => typedOver.has(word.trim()),
      };
    },
  };
}

export const noDoubts: Doubts = { any: false, declined: () => 0, typedOver: () => false };

/** Of a text that is known beyond the places: by UTF-16 unit, where something was suggested. */
export function declinedIn(text: string): Declined<number> {
  return createDeclined((then, now) => (then <= now ? text.slice(then, now) : undefined));
}
