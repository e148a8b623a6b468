// Names of people and places in prose: who writes another one twice wants it everywhere.
import type { Pair } from './caseVariants.ts';
import { isTokenBoundary } from './tokens.ts';

/** Whether one name takes the place of another: words with a capital letter, the old one of which the text never has without it. */
export function isNameChange({ old, new: changed }: Pair, text: string): boolean {
  return areNames({ old, new: changed }) && !hasWord(text, old.toLowerCase());
}

/** Whether both could be names: words with a capital letter. */
export function areNames({ old, new: changed }: Pair): boolean {
  return name.test(old) && name.test(changed);
}

const name = /^\p{Lu}\p{Ll}{2,}$/u;

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (isTokenBoundary(text, at) && isTokenBoundary(text, at + word.length)) return true;
  }
  return false;
}
