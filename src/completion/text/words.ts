// Words as people accept them one at a time: blanks, then a run of letters and digits or a run of other marks. In scripts that put
// no blanks between words each character counts as one.

const letter = /[\p{L}\p{N}\p{M}_$]/u;
const ideograph = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

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

/** Whether a word in which a character of the first class stands goes on with one of the second. */
export function continuesWord(inside: CharacterClass, next: CharacterClass): boolean {
  return inside === 'blank' || (inside === next && inside !== 'ideograph');
}

/** Where the word that begins at `start` ends: its blanks first, then its letters, or its marks. */
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

/** With the blanks before it. */
export function firstWordOf(text: string): string {
  return text.slice(0, wordEnd(text));
}

/** The words of a text, in order; together they are the text. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = wordEnd(text, start);
    words.push(text.slice(start, end));
    start = end;
  }
  return words;
}

/** Its last word may be the beginning of a longer one. */
export function endsInLetter(text: string): boolean {
  const last = /[\p{L}\p{N}\p{M}_$]$/u.exec(text);
  return last !== null && classOf(last[0]) === 'letter';
}
