// A file in the middle of a commit: its text now, the text that the commit makes of it, and the edits that are still to be made.
// Tells whether a change that is offered is one of them. Offsets in UTF-16 units of the text now.
import { diffArrays } from 'diff';
import { lineStartAt } from '../../model/lineStart.ts';
import { tokensOf } from '../../nextEdit/tokens.ts';
import type { Edit as MadeEdit } from '../../nextEdit/tokenChanges.ts';
import { hunksOf, type Hunk } from './hunks.ts';

export interface PendingEdit {
  readonly start: number;
  readonly deleted: string;
  readonly inserted: string;
}

export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly new: string;
}

export interface PendingFile {
  readonly text: string;
  readonly pending: readonly PendingEdit[];
  /** Makes one of the pending edits. */
  make(edit: PendingEdit): MadeEdit;
  /** Whether the change brings the text nearer to the text that the commit makes, by all that it changes. */
  isWanted(change: Replacement): boolean;
  /** Makes a change that is wanted. */
  accept(change: Replacement): MadeEdit;
}

/** `hunks`: of the two texts. */
export function openPendingFile(before: string, after: string, hunks: readonly Hunk[]): PendingFile {
  let text = before;
  let pending = pendingOf(hunks);

  function replace({ start, end, new: inserted }: Replacement): MadeEdit {
    const earlier = text;
    text = text.slice(0, start) + inserted + text.slice(end);
    return { before: earlier, after: text, start, oldEnd: end, newEnd: start + inserted.length };
  }

  return {
    get text() {
      return text;
    },
    get pending() {
      return pending;
    },
    make: (edit) => {
      const at = pending.indexOf(edit);
      const growth = growthOf(edit);
      // Two insertions may stand at one place.
      const later = pending.slice(at + 1).map((other) => ({ ...other, start: other.start + growth }));
      pending = [...pending.slice(0, at), ...later];
      return replace({ start: edit.start, end: edit.start + edit.deleted.length, new: edit.inserted });
    },
    isWanted: (change) => isNearer(text, after, pending, change),
    accept: (change) => {
      const made = replace(change);
      pending = pendingOf(hunksOf(text, after));
      return made;
    },
  };
}

/** Hunks have offsets in the new text; here they are in the old one. */
function pendingOf(hunks: readonly Hunk[]): readonly PendingEdit[] {
  let grown = 0;
  return hunks.map(({ start, deleted, inserted }) => {
    const edit = { start: start - grown, deleted, inserted };
    grown += growthOf(edit);
    return edit;
  });
}

function growthOf({ deleted, inserted }: PendingEdit): number {
  return inserted.length - deleted.length;
}

function isNearer(text: string, after: string, pending: readonly PendingEdit[], change: Replacement): boolean {
  const touched = pending.filter(({ start, deleted }) => start <= change.end && start + deleted.length >= change.start);
  if (touched.length === 0) return false;
  const { now, wanted, from } = linesAround({ text, after, pending }, change, touched);
  const changed = now.slice(0, change.start - from) + change.new + now.slice(change.end - from);
  // Of rewritten lines, only one that is completely right counts.
  const deletesLines = change.new === '' && text.slice(change.start, change.end).endsWith('\n');
  if (!deletesLines && touched.some(({ deleted }) => deleted.includes('\n'))) {
    const line = lineAt(changed, change.start - from, change.start - from + change.new.length);
    return wanted.split('\n').includes(line);
  }
  const own = distance(text.slice(change.start, change.end), change.new);
  return own > 0 && distance(changed, wanted) === distance(now, wanted) - own;
}

/** The lines of the change and of the pending edits that it touches: as they are, and as they will be. */
function linesAround(
  { text, after, pending }: Pick<PendingFile, 'text' | 'pending'> & { readonly after: string },
  change: Replacement,
  touched: readonly PendingEdit[],
): { readonly now: string; readonly wanted: string; readonly from: number } {
  let [from, to] = [Math.min(change.start, touched[0]!.start), Math.max(change.end, endOf(touched.at(-1)!))];
  from = lineStartAt(text, from);
  to = lineEndAt(text, to);
  const inside = pending.filter((edit) => edit.start <= to && endOf(edit) >= from);
  from = Math.min(from, inside[0]!.start);
  to = Math.max(to, endOf(inside.at(-1)!));
  const grownBy = (edits: readonly PendingEdit[]): number => edits.reduce((sum, edit) => sum + growthOf(edit), 0);
  const earlier = grownBy(pending.slice(0, pending.indexOf(inside[0]!)));
  return {
    now: text.slice(from, to),
    wanted: after.slice(from + earlier, to + earlier + grownBy(inside)),
    from,
  };
}

function endOf({ start, deleted }: PendingEdit): number {
  return start + deleted.length;
}

function lineAt(text: string, start: number, end: number): string {
  return text.slice(lineStartAt(text, start), lineEndAt(text, end));
}

function lineEndAt(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Tokens to insert and to delete. */
function distance(a: string, b: string): number {
  const changes = diffArrays(tokensOf(a), tokensOf(b));
  return changes.reduce((sum, { value, added, removed }) => sum + (added || removed ? value.length : 0), 0);
}
