// Two edits in a row in one line as one edit: the second one may close the bracket that the first one has opened.
import type { Edit } from './tokenChanges.ts';

/** Undefined: the text has changed between them, or they are in different lines. */
export function joinedEdit(first: Edit, second: Edit): Edit | undefined {
  if (first.after !== second.before) return undefined;
  const [start, end] = [Math.min(first.start, second.start), Math.max(first.newEnd, second.oldEnd)];
  if (first.after.slice(start, end).includes('\n')) return undefined;
  return {
    before: first.before,
    after: second.after,
    start,
    oldEnd: first.oldEnd + end - first.newEnd,
    newEnd: second.newEnd + end - second.oldEnd,
  };
}
