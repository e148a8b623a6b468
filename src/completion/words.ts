// Words as people accept them one at a time: blanks, then a run of letters and digits or a run of other marks.

const letter = /[\p{L}\p{N}\p{M}_$]/u;

export type CharacterClass = 'letter' | 'blank' | 'mark';

/** `character` is one code point. */
export function classOf(character: string): CharacterClass {
  const code = character.charCodeAt(0);
  if (code < 0x80) return asciiClasses[code]!;
  return classify(character);
}

function classify(character: string): CharacterClass {
  if (letter.test(character)) return 'letter';
  return character.trim() === '' ? 'blank' : 'mark';
}

const asciiClasses = Array.from({ length: 0x80 }, (_, code) => classify(String.fromCharCode(code)));

/** Where the word that begins at `start` ends: its blanks first, then its letters, or its marks. */
export function wordEnd(text: string, start = 0): number {
  let inside: CharacterClass = 'blank';
  let at = start;
  while (at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(at)!);
    const found = classOf(character);
    if (inside === 'blank') inside = found;
    else if (found !== inside) break;
    at += character.length;
  }
  return at;
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

export function endsInLetter(text: string): boolean {
  const last = /[\p{L}\p{N}\p{M}_$]$/u.exec(text);
  return last !== null;
}
