// A simulated user who knows the text that they are going to type. They accept a whole suggestion with one key if all of it is
// correct, and otherwise accept its correct words with one key each. Replay and calibration measure suggestions this way.
import { classOf, continuesWord } from '../../model/characterClass.ts';
import { wordsOf } from '../fit/words.ts';

export interface Acceptance {
  readonly keys: number;
  /** UTF-16 units of the text that these keys write. */
  readonly length: number;
  /** Whether the first word is correct and ends where the word in the text ends. */
  readonly firstWordCorrect: boolean;
  readonly allCorrect: boolean;
}

/** How much of a suggestion the user accepts at index `at` (UTF-16 units) of the text that they are typing. */
export function simulateAcceptance(suggestion: string, text: string, at: number): Acceptance {
  let length = 0;
  let keys = 0;
  const words = wordsOf(suggestion);
  for (const word of words) {
    const end = at + length + word.length;
    if (!text.startsWith(word, at + length) || isPartOfWord(word, text, end)) break;
    length += word.length;
    keys++;
  }
  const allCorrect = keys === words.length && keys > 0;
  return { keys: allCorrect ? 1 : keys, length, firstWordCorrect: keys > 0, allCorrect };
}

/** UTF-16 units of the suggestion that are in the text at index `at`. */
export function commonPrefixLength(suggestion: string, text: string, at: number): number {
  let length = 0;
  while (length < suggestion.length && suggestion[length] === text[at + length]) length++;
  return length;
}

/** Whether the word in the text continues where the suggested word ends. */
function isPartOfWord(word: string, text: string, end: number): boolean {
  if (end >= text.length) return false;
  const last = classOf(Array.from(word).at(-1)!);
  return last !== 'blank' && continuesWord(last, classOf(String.fromCodePoint(text.codePointAt(end)!)));
}
