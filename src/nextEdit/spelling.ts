// The spelling of a word in prose, as in “travelled → traveled”: who changes it twice wants it everywhere.
import { distance } from 'fastest-levenshtein';
import { commonPrefixLength } from '../completion/fit/words.ts';
import type { Pair } from './caseVariants.ts';

/** UTF-16 units of the shorter word, and letters of another spelling. */
const shortest = 5;
const mostLetters = 2;

/**
 * Whether a word has letters inside that are other ones, more or fewer. Another ending is another form of the word, which has its place:
 * “house → houses”.
 */
export function isSpellingChange({ old, new: changed }: Pair): boolean {
  if (Math.min(old.length, changed.length) < shortest || !word.test(old) || !word.test(changed)) return false;
  const isInside = commonPrefixLength(old, changed) > 0 && old.at(-1) === changed.at(-1);
  return isInside && distance(old, changed) <= mostLetters;
}

const word = /^\p{Lu}?\p{Ll}+$/u;
