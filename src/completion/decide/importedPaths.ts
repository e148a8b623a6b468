// Paths of imports in a suggestion: `from './x'`, `require('../y.js')`. The models repeat relative ones as they are in files of other
// folders.
import type { Caret } from '../fit/caret.ts';
import { commonPrefixLength } from '../fit/words.ts';
import { cutAt, type Candidate } from './candidate.ts';
import type { ImportedPath, ModulePath } from './filePaths.ts';
import { importsIn } from './importStatements.ts';

/** The path that an import should have. Undefined: it leads to no file. */
export type PathOf = (imported: ImportedPath) => ModulePath | undefined;

/** UTF-16 units before the caret: the statement begins there. */
const lookBack = 800;

/**
 * A candidate at the caret. Its paths are corrected; it is cut before one that leads nowhere or cannot be corrected any more. Where it ends
 * in the name of a known module, and no quotation mark is after the caret, it ends behind one.
 */
export function withImportedPaths(
  candidate: Candidate,
  { before, after }: Pick<Caret, 'before' | 'after'>,
  pathOf: PathOf,
): Candidate {
  const context = before.slice(-lookBack);
  const text = context + candidate.text;
  let passed = candidate;
  // From the last one, so that the places of the others stay.
  for (const { at, path, names } of importsIn(text).reverse()) {
    const start = at - context.length;
    const end = start + path.length;
    if (end <= 0) continue;
    const typed = Math.max(0, -start);
    const isWhole = end < candidate.text.length;
    const right = pathOf({ path, typed: path.slice(0, typed), isWhole, names });
    if (!right?.path.startsWith(path.slice(0, typed))) passed = cutAt(passed, Math.max(0, start - 1));
    else {
      passed = replaced(passed, start + typed, path.slice(typed), right.path.slice(typed));
      const quote = text[at - 1]!;
      if (!isWhole && right.isComplete && !after.startsWith(quote)) passed = withEnd(passed, quote);
    }
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

/** The end belongs to the last word. */
function withEnd({ text, words }: Candidate, end: string): Candidate {
  const last = words.at(-1);
  const longer = text + end;
  return { text: longer, words: last ? [...words.slice(0, -1), { ...last, end: longer.length }] : words };
}

function commonSuffixLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length++;
  return length;
}
