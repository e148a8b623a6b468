// Makes an edit of two texts.
import type { Edit } from '../../../src/nextEdit/tokenChanges.ts';

export function editOf(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let equal = 0;
  while (equal < most - start && before.at(-1 - equal) === after.at(-1 - equal)) equal++;
  return { before, after, start, oldEnd: before.length - equal, newEnd: after.length - equal };
}
