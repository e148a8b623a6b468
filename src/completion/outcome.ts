// The outcome of a suggestion: whether its first word is now in the text, typed or accepted.
import type { Caret } from './fit/caret.ts';
import { typedSince, type ShownSuggestion } from './fit/typeThrough.ts';
import { firstWordOf } from './fit/words.ts';
import { classOf } from '../model/characterClass.ts';
import { simulateAcceptance } from './calibrate/acceptance.ts';

/** 'open': correct so far, and the word may continue. 'lost': the caret moved away, so the outcome is unknown. */
export type Outcome = 'right' | 'wrong' | 'open' | 'lost';

export function outcomeOf({ caret, text }: ShownSuggestion, now: Caret): Outcome {
  const typed = typedSince(caret, now);
  if (typed === undefined) return 'lost';
  const word = firstWordOf(text);
  const mayContinue = typed.length < word.length || classOf(Array.from(word).at(-1) ?? ' ') !== 'ideograph';
  if (mayContinue && word.startsWith(typed)) return 'open';
  return simulateAcceptance(word, typed, 0).firstWordCorrect ? 'right' : 'wrong';
}
