// A continuation, as the model wrote it -> the ghost text that is worth showing at the caret, or nothing.
import { mayStandAt, type Caret } from './caret.ts';
import { withoutLoop } from './repetition.ts';
import { beforeNextLine, beforeStanding } from './standing.ts';
import { stopped, stopRule, type Limits } from './stopping.ts';
import { endsInLetter, wordsOf } from './words.ts';

/** Accepting costs a key: one character is not worth it. */
const fewestCharacters = 2;

/** Ghost text for the caret, cut to what fits there; undefined where there is nothing worth showing. */
export function suggestionOf(continuation: string, caret: Caret, limits: Limits): string | undefined {
  if (!mayStandAt(caret)) return undefined;
  const { text, ending } = stopped(wellFormed(continuation), stopRule(caret, limits));
  const whole = ending === 'limit' ? withoutPartialWord(text) : text;
  const fitting = beforeNextLine(beforeStanding(withoutLoop(whole), caret).trimEnd(), caret).trimEnd();
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
