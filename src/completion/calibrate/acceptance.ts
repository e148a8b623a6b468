// What a user accepts who knows the text that they are going to type: a whole suggestion with one key if all of it is correct, otherwise
// its correct words with one key each. Calibration, replay and reports measure suggestions this way.
import { isWordAt, wordsOf } from '../fit/words.ts';

export interface Acceptance {
  readonly keys: number;
  /** UTF-16 units of the text that these keys write. */
  readonly length: number;
  /** Whether the first word is correct and ends where the word in the text ends. */
  readonly firstWordCorrect: boolean;
  readonly allCorrect: boolean;
}

/** How much of a suggestion the user accepts at index `at` (UTF-16 units) of the text that they are typing. */
export function acceptanceOf(suggestion: string, text: string, at: number): Acceptance {
  let length = 0;
  let keys = 0;
  const words = wordsOf(suggestion);
  for (const word of words) {
    if (!isWordAt(word, text, at + length)) break;
    length += word.length;
    keys++;
  }
  const allCorrect = keys === words.length && keys > 0;
  return { keys: allCorrect ? 1 : keys, length, firstWordCorrect: keys > 0, allCorrect };
}
