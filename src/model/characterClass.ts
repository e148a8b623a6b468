// Classes of characters: where a word ends, and what kind of character comes next.

const letter = /[\p{L}\p{N}\p{M}_$]/u;
const ideograph = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}]/u;

/** 'letter' includes digits and combining marks; 'mark' is punctuation and symbols; 'blank' is white space. */
export type CharacterClass = 'letter' | 'ideograph' | 'blank' | 'mark';

/** `character` is one code point. */
export function classOf(character: string): CharacterClass {
  return character.length === 1 ? (known[character.charCodeAt(0)] ??= classify(character)) : classify(character);
}

/** By UTF-16 code: a text may consist of any of them. */
const known = Array<CharacterClass | undefined>(0x10000);

function classify(character: string): CharacterClass {
  if (letter.test(character)) return ideograph.test(character) ? 'ideograph' : 'letter';
  return character.trim() === '' ? 'blank' : 'mark';
}

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
