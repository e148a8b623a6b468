// What a suggestion and the text after the caret begin with, both. It is there already.
import type { Caret } from './caret.ts';

/** Whether a word goes on from one character to the next. */
const wordCharacter = /[\p{L}\p{M}\p{N}_$]/u;

/** Whole words and signs, without white space around them. '': they begin differently. */
export function sharedStart(text: string, { before, after }: Caret): string {
  // It completes the word before the caret, which the text after the caret does not.
  if (wordCharacter.test(text[0] ?? '') && wordCharacter.test(before.at(-1) ?? '') && /^\s/u.test(after)) return '';
  const [own, other] = [text.trimStart(), after.trimStart()];
  let end = 0;
  while (end < own.length && own[end] === other[end]) end++;
  const goesOn = (at: number): boolean => [own[at], other[at]].some((next) => wordCharacter.test(next ?? ''));
  while (end > 0 && wordCharacter.test(own[end - 1]!) && goesOn(end)) end--;
  return own.slice(0, end).trimEnd();
}

/** Whether the text after the caret begins with all words and signs of the text. */
export function startsAfter(text: string, caret: Caret): boolean {
  const sought = text.trim();
  return sought !== '' && sharedStart(text, caret) === sought;
}
