// Classes of characters: where a word ends, and what kind of character comes next.

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

/** Probability that a word ends after a character of class `inside`. `next`: the probability of each class for the next character. */
export function endProbability(
  inside: CharacterClass,
  next: Readonly<Record<CharacterClass, number>> | undefined,
): number {
  // White space is the beginning of a word.
  if (inside === 'blank') return 0;
  return inside === 'ideograph' ? 1 : 1 - (next?.[inside] ?? 1);
}
