// What became of a suggestion. The host knows what the user did with the visible one; whether its words are right is in the text.
import { commonPrefixLength, isWordAt, lastClassOf, wordsOf } from './fit/words.ts';

/** What happened to the suggestion that is visible in a document. The host reports it before the request that follows. */
export type SuggestionOutcome = { readonly document: string } & (
  | { readonly kind: 'shown'; readonly text: string }
  /** So many UTF-16 units are in the document now. `visibleMs`: since it appeared, or changed last. */
  | { readonly kind: 'accepted' | 'typed'; readonly length: number; readonly visibleMs: number }
  /** The user typed something else. */
  | { readonly kind: 'typedOver'; readonly visibleMs: number }
);

/** How far the text that was written at the caret of a suggestion agrees with it. */
export interface Progress {
  /** UTF-16 units of its words that are written and end there. */
  readonly rightLength: number;
  /** open: right so far, and a word may continue. wrong: the word after the right ones is another one. right: all of it is. */
  readonly state: 'open' | 'wrong' | 'right';
}

export function progressOf(suggestion: string, written: string): Progress {
  let rightLength = 0;
  for (const word of wordsOf(suggestion)) {
    const typed = written.slice(rightLength);
    const mayContinue = typed.length < word.length || lastClassOf(word) !== 'ideograph';
    if (mayContinue && word.startsWith(typed)) return { rightLength, state: 'open' };
    if (!isWordAt(word, typed, 0)) return { rightLength, state: 'wrong' };
    rightLength += word.length;
  }
  return { rightLength, state: 'right' };
}

/**
 * Where in a suggestion (UTF-16 units) words begin that the user typed over: the wrong word, and what was left of it where the user
 * typed something else, because they may return to there.
 */
export function typedOverAt(suggestion: string, written: string): readonly number[] {
  const { rightLength, state } = progressOf(suggestion, written);
  if (state !== 'wrong') return [];
  const agreed = commonPrefixLength(suggestion, written);
  return agreed > rightLength && agreed < suggestion.length ? [rightLength, agreed] : [rightLength];
}
