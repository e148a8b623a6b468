// What became of a suggestion: whether its first word is what stands there now, typed or taken.
import type { Caret } from '../text/caret.ts';
import { simulateAcceptance } from './simulatedUser.ts';
import { isSameSuffix, type ShownSuggestion } from '../text/typeThrough.ts';
import { classOf, wordEnd } from '../text/words.ts';

/** 'open': so far it is, or it may yet go on; 'lost': the caret is somewhere else. */
export type Outcome = 'right' | 'wrong' | 'open' | 'lost';

/** So much of the text before the caret tells where it was, wherever the window of the text begins; UTF-16 units. */
const placeLength = 120;

export function outcomeOf({ caret, text }: ShownSuggestion, now: Caret): Outcome {
  const typed = typedSince(caret, now);
  if (typed === undefined) return 'lost';
  const word = text.slice(0, wordEnd(text));
  const mayGoOn = typed.length < word.length || classOf(Array.from(word).at(-1) ?? ' ') !== 'ideograph';
  if (mayGoOn && word.startsWith(typed)) return 'open';
  return simulateAcceptance(word, typed, 0).firstWordCorrect ? 'right' : 'wrong';
}

/** What was typed at an earlier caret; undefined where that is not before the caret now, or something else was put between. */
export function typedSince(earlier: Caret, later: Caret): string | undefined {
  if (!isSameSuffix(earlier, later)) return undefined;
  const [then, now] = [earlier.before, later.before];
  if (now.startsWith(then)) return now.slice(then.length);
  const place = then.slice(-placeLength);
  const at = now.lastIndexOf(place);
  return at < 0 ? undefined : now.slice(at + place.length);
}
