// A continuation, as the model wrote it -> the ghost text that is worth showing at the caret, or nothing.
import { maySuggestAt, type Caret } from './caret.ts';
import { cutRepetition } from './repetition.ts';
import { cutBeforeNextLine, cutBeforeLineSuffix } from './suffixOverlap.ts';
import { applyStopRule, createStopRule, type Limits } from './stopRule.ts';
import { endsInLetter, wordsOf } from './words.ts';

/** Accepting costs a key: one character is not worth it. */
const fewestCharacters = 2;

/** Ghost text for the caret, cut to what fits there; undefined where there is nothing worth showing. */
export function fitSuggestion(continuation: string, caret: Caret, limits: Limits): string | undefined {
  if (!maySuggestAt(caret)) return undefined;
  const { text, ending } = applyStopRule(wellFormed(continuation), createStopRule(caret, limits));
  const whole = ending === 'limit' ? withoutPartialWord(text) : text;
  const fitting = cutBeforeNextLine(cutBeforeLineSuffix(cutRepetition(whole), caret).trimEnd(), caret).trimEnd();
  const worthAKey = Array.from(fitting).length >= fewestCharacters;
  return worthAKey && !caret.after.startsWith(fitting) ? fitting : undefined;
}

/** Up to the first half of a surrogate pair, line ends as \n. */
function wellFormed(text: string): string {
  const lone = text.search(/[\ud800-\udfff]/u);
  return (lone < 0 ? text : text.slice(0, lone)).replace(/\r\n?/gu, '\n');
}

/** A limit may have cut the last word in two: it goes, unless it is all there is. */
function withoutPartialWord(text: string): string {
  const words = wordsOf(text);
  return words.length > 1 && endsInLetter(text) ? words.slice(0, -1).join('') : text;
}
