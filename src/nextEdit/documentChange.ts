// Changes of a document, as the editor reports them.
import type { Edit } from './tokenChanges.ts';

/** UTF-16 units, in the text before the change. */
export interface DocumentChange {
  readonly start: number;
  readonly deletedLength: number;
  readonly inserted: string;
}

/** One pass, because a program may change thousands of places at once. Of changes at the same place, the later one comes first. */
export function withChanges(text: string, changes: readonly DocumentChange[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, deletedLength, inserted } of [...changes].reverse().sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, start), inserted);
    at = start + deletedLength;
  }
  return [...pieces, text.slice(at)].join('');
}

/** UTF-16 units from the first to the last change. */
const longestSpan = 1000;

/** Changes in one line, as a pair of brackets around a selection, are one. Undefined: they are in several lines. */
export function asOne(changes: readonly DocumentChange[], text: string): DocumentChange | undefined {
  if (changes.length < 2) return changes[0];
  const start = Math.min(...changes.map((change) => change.start));
  const end = Math.max(...changes.map((change) => change.start + change.deletedLength));
  if (end - start > longestSpan || text.slice(start, end).includes('\n')) return undefined;
  const inserted = withChanges(
    text.slice(start, end),
    changes.map((change) => ({ ...change, start: change.start - start })),
  );
  return inserted.includes('\n') ? undefined : { start, deletedLength: end - start, inserted };
}

export function editBy({ start, deletedLength, inserted }: DocumentChange, before: string, after: string): Edit {
  return { before, after, start, oldEnd: start + deletedLength, newEnd: start + inserted.length };
}

/** What takes the edit back. */
export function opposite({ before, after, start, oldEnd, newEnd }: Edit): Edit {
  return { before: after, after: before, start, oldEnd: newEnd, newEnd: oldEnd };
}
