// Where the Tab key should indent. There, in leading white space, a suggestion may appear only where the lines around make the indentation
// certain: in code the block, in prose the line above.
import { indentationOf, lineEnd, linePrefix, lineSuffix, type Caret } from '../fit/caret.ts';

/** Languages of the editor in which lines are sentences. */
const proseLanguages = /^(?:plaintext|markdown|mdx|latex|tex|restructuredtext|asciidoc|org|git-commit|scminput)$/u;

export const isProseLanguage = (language: string): boolean => proseLanguages.test(language);

/** A line after which the next one may be deeper: it opens a bracket, ends in a colon, or is an item of a list. */
const opensAny = /(?:[([{:]|=>)$|^(?:[-*+]|\d+[.)])\s/u;
/** In code also one that opens a tag or ends in such a word. */
const opensInCode = /(?:<[a-z][^<>/]*>|\b(?:begin|do|else|then))$/iu;

/** Columns of a tab. Only lines of one file are compared, so that its true width hardly matters. */
const tabColumns = 4;

/**
 * Whether the Tab key need not indent: there is text before the caret on its line, or the indentation of the line is certain. In prose,
 * what is above a blank line does not count: a new paragraph begins there.
 */
export function isTabFree(caret: Caret, isProse = false): boolean {
  const prefix = linePrefix(caret);
  if (prefix.trim() !== '') return true;
  if (lineSuffix(caret) !== '') return false;
  const here = columnsOf(prefix);
  const above = caret.before.split(lineEnd).slice(0, -1);
  if (isProse && here === 0 && (above.at(-1) ?? '').trim() === '') return true;
  const last = above.findLast((line) => line.trim() !== '') ?? '';
  const there = columnsOf(indentationOf(last));
  if (opensBlock(last.trim(), isProse)) return here > there;
  if (last !== '' && here === there) return true;
  // After a blank line, the line belongs to the block below if it begins at the same column.
  const isSeparate = above.at(-1)?.trim() === '' || last === '';
  return here <= there && isSeparate && columnsBelow(caret) === here;
}

function opensBlock(line: string, isProse: boolean): boolean {
  return opensAny.test(line) || (!isProse && opensInCode.test(line));
}

function columnsOf(indentation: string): number {
  return indentation.replaceAll('\t', ' '.repeat(tabColumns)).length;
}

/** The column where the next line begins that is not blank; undefined if there is none. */
function columnsBelow({ after }: Caret): number | undefined {
  const [, ...below] = after.split(lineEnd);
  const next = below.find((line) => line.trim() !== '');
  return next === undefined ? undefined : columnsOf(indentationOf(next));
}
