// In the white space at the beginning of a line, the Tab key should indent. A suggestion may appear there only where the block around
// the line makes its indentation certain.
import { indentationOf, lineEnd, linePrefix, lineSuffix, type Caret } from '../fit/caret.ts';

/** A line after which the next one may be deeper: it opens a bracket or a tag, ends in a colon, or is an item of a list. */
const opensBlock = /(?:[([{:]|=>|<[a-z][^<>/]*>|\b(?:begin|do|else|then))$|^(?:[-*+]|\d+[.)])\s/iu;

/** Columns of a tab. Only lines of one file are compared, so that its true width hardly matters. */
const tabColumns = 4;

/** Whether the Tab key need not indent: there is text before the caret on its line, or the indentation of the line is certain. */
export function isTabFree(caret: Caret): boolean {
  const prefix = linePrefix(caret);
  if (prefix.trim() !== '') return true;
  if (lineSuffix(caret) !== '') return false;
  const here = columnsOf(prefix);
  const above = caret.before.split(lineEnd).slice(0, -1);
  const last = above.findLast((line) => line.trim() !== '') ?? '';
  const there = columnsOf(indentationOf(last));
  if (opensBlock.test(last.trim())) return here > there;
  if (last !== '' && here === there) return true;
  // After a blank line, the line belongs to the block below if it begins at the same column.
  const isSeparate = above.at(-1)?.trim() === '' || last === '';
  return here <= there && isSeparate && columnsBelow(caret) === here;
}

function columnsOf(indentation: string): number {
  return Array.from(indentation, (character) => (character === '\t' ? tabColumns : 1)).reduce<number>(
    (sum, columns) => sum + columns,
    0,
  );
}

/** The column where the next line begins that is not blank; undefined if there is none. */
function columnsBelow({ after }: Caret): number | undefined {
  const next = after
    .split(lineEnd)
    .slice(1)
    .find((line) => line.trim() !== '');
  return next === undefined ? undefined : columnsOf(indentationOf(next));
}
