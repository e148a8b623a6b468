// Relative paths of imports in a suggestion: `from './x'`, `require('../y.js')`. The models repeat them as they are in files of other
// folders.
import { commonPrefixLength } from '../fit/words.ts';
import { cutAt, type Candidate } from './candidate.ts';
import type { ImportedPath } from './filePaths.ts';

/** The path that an import should have. Undefined: it leads to no file. */
export type PathOf = (imported: ImportedPath) => string | undefined;

/** After one of these words, a path is relative to the document. */
const imports = /\b(?:from|import|require|mock)[ \t]{0,2}\(?[ \t]{0,2}["'](?<path>\.{1,2}\/[^"'\s]{0,200})/g;
const identifiers = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** UTF-16 units before the caret: the statement begins there. */
const lookBack = 300;
/** What begins the statement. */
const keywords = ['import ', 'export ', 'const '];

/** A candidate after `before`. Its paths are corrected; it is cut before one that leads nowhere or cannot be corrected any more. */
export function withImportedPaths(candidate: Candidate, before: string, pathOf: PathOf): Candidate {
  const context = before.slice(-lookBack);
  const text = context + candidate.text;
  let passed = candidate;
  // From the last one, so that the places of the others stay.
  for (const { index, 0: all, groups } of [...text.matchAll(imports)].reverse()) {
    const { path } = groups as { path: string };
    const end = index + all.length - context.length;
    if (end <= 0) continue;
    const start = end - path.length;
    const right = pathOf({ path, isWhole: end < candidate.text.length, names: namesBefore(text.slice(0, index)) });
    const typed = Math.max(0, -start);
    if (right === undefined || !right.startsWith(path.slice(0, typed))) passed = cutAt(passed, Math.max(0, start - 1));
    else passed = replaced(passed, start + typed, path.slice(typed), right.slice(typed));
  }
  return passed;
}

/** The names in a statement that ends here. */
function namesBefore(text: string): readonly string[] {
  const start = Math.max(...keywords.map((word) => text.lastIndexOf(word)));
  const statement = text.slice(Math.max(0, start));
  if (start === -1 || /[;'"`]/.test(statement)) return [];
  return (statement.match(identifiers) ?? []).slice(1).filter((name) => name !== 'type' && name !== 'as');
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
