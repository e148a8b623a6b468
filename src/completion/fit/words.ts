// Words as the command "Accept next word of suggestion" splits them: white space, then a run of letters and digits or a run of
// punctuation. In scripts without spaces between words, each character is a word.
import { classOf, continuesWord, type CharacterClass } from '../../model/characterClass.ts';

/** The end of the word that begins at `start`, including its leading white space. */
export function wordEnd(text: string, start = 0): number {
  let inside: CharacterClass = 'blank';
  let at = start;
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at)!);
    const found = classOf(character);
    if (!continuesWord(inside, found)) break;
    if (inside === 'blank') inside = found;
    at += character.length;
  }
  return at;
}

/** Includes its leading white space. */
export function firstWordOf(text: string): string {
  return text.slice(0, wordEnd(text));
}

/** The words of a text in order, each with its leading white space. Joined, they are the text. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = wordEnd(text, start);
    words.push(text.slice(start, end));
    start = end;
  }
  return words;
}

/** Whether a longer word may start with the last word of `text`. */
export function endsInLetter(text: string): boolean {
  const last = /[\p{L}\p{N}\p{M}_$]$/u.exec(text);
  return last !== null && classOf(last[0]) === 'letter';
}

/** Whether the text has this word at index `at` (UTF-16 units), and the word ends there. */
export function isWordAt(word: string, text: string, at: number): boolean {
  const end = at + word.length;
  if (!text.startsWith(word, at)) return false;
  if (end >= text.length) return true;
  const last = lastClassOf(word);
  return last === 'blank' || !continuesWord(last, classOf(String.fromCodePoint(text.codePointAt(end)!)));
}

export function lastClassOf(word: string): CharacterClass {
  return classOf(Array.from(word).at(-1) ?? ' ');
}

/** UTF-16 units at the beginning of `part` that are in the text at index `at`. */
export function commonPrefixLength(part: string, text: string, at = 0): number {
  let length = 0;
  while (length < part.length && part[length] === text[at + length]) length++;
  return length;
}
