// Words as the editor's "accept next word" command splits them: white space, then a run of letters and digits or a run of
// punctuation. In scripts without spaces between words, each character is a word.

const letter = /[\p{L}\p{N}\p{M}_$]/u;
const ideograph = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** 'letter' includes digits and combining marks; 'mark' is punctuation and symbols; 'blank' is white space. */
export type CharacterClass = 'letter' | 'ideograph' | 'blank' | 'mark';

/** `character` is one code point. */
export function classOf(character: string): CharacterClass {
  const code = character.charCodeAt(0);
  if (code < 0x80) return asciiClasses[code]!;
  return classify(character);
}

function classify(character: string): CharacterClass {
  if (letter.test(character)) return ideograph.test(character) ? 'ideograph' : 'letter';
  return character.trim() === '' ? 'blank' : 'mark';
}

const asciiClasses = Array.from({ length: 0x80 }, (_, code) => classify(String.fromCharCode(code)));

/** Whether a character of class `next` belongs to the same word as the character of class `inside` before it. */
export function continuesWord(inside: CharacterClass, next: CharacterClass): boolean {
  return inside === 'blank' || (inside === next && inside !== 'ideograph');
}

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
