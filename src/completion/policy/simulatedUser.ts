// An optimistic reader: takes a suggestion with one key when all of it is what they were going to type, else the words that
// are, one key each. It is how suggestions are measured, and by that how the gate is set.
import { wordsOf } from '../text/words.ts';
import { classOf, continuesWord } from '../../model/characterClass.ts';

export interface Acceptance {
  readonly keys: number;
  /** UTF-16 units of the text that these keys wrote. */
  readonly length: number;
  /** Whether the first word is right and the true word ends there too. */
  readonly firstWordCorrect: boolean;
  readonly allCorrect: boolean;
}

/** What the reader takes of a suggestion at `at` of the text that they are going to type. */
export function simulateAcceptance(suggestion: string, text: string, at: number): Acceptance {
  let length = 0;
  let keys = 0;
  const words = wordsOf(suggestion);
  for (const word of words) {
    const end = at + length + word.length;
    if (!text.startsWith(word, at + length) || isCut(word, text, end)) break;
    length += word.length;
    keys++;
  }
  const allCorrect = keys === words.length && keys > 0;
  return { keys: allCorrect ? 1 : keys, length, firstWordCorrect: keys > 0, allCorrect };
}

/** Whether the true word goes on where the suggested one ends. */
function isCut(word: string, text: string, end: number): boolean {
  if (end >= text.length) return false;
  const last = classOf(Array.from(word).at(-1)!);
  return last !== 'blank' && continuesWord(last, classOf(String.fromCodePoint(text.codePointAt(end)!)));
}
