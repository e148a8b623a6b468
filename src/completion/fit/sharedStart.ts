// What a suggestion and the text after the caret begin with, both. It is there already.
import type { Caret } from './caret.ts';

/** Whether a word goes on from one character to the next. */
const wordCharacter = /[\p{L}\p{M}\p{N}_$]/u;

/** Whole words and signs, without white space around them. '': they begin differently. */
export function sharedStart(text: string, { after }: Caret): string {
  const [own, other] = [text.trimStart(), after.trimStart()];
  let end = 0;
  while (end < own.length && own[end] === other[end]) end++;
  const goesOn = (at: number): boolean => [own[at], other[at]].some((next) => wordCharacter.test(next ?? ''));
  while (end > 0 && wordCharacter.test(own[end - 1]!) && goesOn(end)) end--;
  return own.slice(0, end).trimEnd();
}

/** Whether the text after the caret begins with the whole text, apart from white space. */
export function startsAfter(text: string, caret: Caret): boolean {
  const sought = text.trim();
  return sought !== '' && caret.after.trimStart().startsWith(sought);
}
