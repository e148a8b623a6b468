// Decision pages have a limited length, so that they stay a question, measurements, a choice and a reason.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/setup.mjs';

const folder = 'docs/decisions';
const maxWords = 500;

/** Words and numbers: what is between spaces and contains a letter or a digit. Lines and signs of tables do not count. */
export function countWords(text) {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** "FILE: N words" for each page that is too long. The list of the pages may have any length. */
export function findLongPages() {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => ({ name, words: countWords(readFileSync(join(root, folder, name), 'utf8')) }))
    .filter(({ words }) => words > maxWords)
    .map(({ name, words }) => `${folder}/${name}: ${words} words, more than ${maxWords}`);
}
