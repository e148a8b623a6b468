// Paths of imports in a suggestion: `from './x'`, `require('../y.js')`. The models repeat relative ones as they are in files of other
// folders.
import { commonPrefixLength } from '../fit/words.ts';
import { cutAt, type Candidate } from './candidate.ts';
import type { ImportedPath } from './filePaths.ts';
import { importsIn } from './importStatements.ts';

/** The path that an import should have. Undefined: it leads to no file. */
export type PathOf = (imported: ImportedPath) => string | undefined;

/** UTF-16 units before the caret: the statement begins there. */
const lookBack = 800;

/** A candidate after `before`. Its paths are corrected; it is cut before one that leads nowhere or cannot be corrected any more. */
export function withImportedPaths(candidate: Candidate, before: string, pathOf: PathOf): Candidate {
  const context = before.slice(-lookBack);
  const text = context + candidate.text;
  let passed = candidate;
  // From the last one, so that the places of the others stay.
  for (const { at, path, names } of importsIn(text).reverse()) {
    const start = at - context.length;
    const end = start + path.length;
    if (end <= 0) continue;
    const typed = Math.max(0, -start);
    const right = pathOf({ path, typed: path.slice(0, typed), isWhole: end < candidate.text.length, names });
    if (right === undefined || !right.startsWith(path.slice(0, typed))) passed = cutAt(passed, Math.max(0, start - 1));
    else passed = replaced(passed, start + typed, path.slice(typed), right.slice(typed));
  }
  return passed;
}

/** Words that end in what changes are joined with the word after them. */
function replaced({ text, words }: Candidate, start: number, old: string, by: string): Candidate {
  const first = commonPrefixLength(old, by);
  const [from, to] = [start + first, start + old.length - commonSuffixLength(old.slice(first), by.slice(first))];
  const longer = by.length - old.length;
  return {
    text: text.slice(0, start) + by + text.slice(start + old.length),
    words: words
      .filter(({ end }) => end <= from || end >= to)
      .map((word) => (word.end >= to ? { ...word, end: word.end + longer } : word)),
  };
}

function commonSuffixLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}
