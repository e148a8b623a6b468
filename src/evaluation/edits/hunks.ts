// The difference of two texts as hunks that a person would type one after the other, from top to bottom: lines first, then
// words inside changed lines; hunks that are separated by less than they change become one.
import { diffArrays } from 'diff';

export interface Hunk {
  /** Where the insertion begins: UTF-16 units in the new text, so that everything before it is as in the new text. */
  readonly start: number;
  readonly inserted: string;
  /** Deleted before the insertion is typed. */
  readonly deleted: string;
  /** The old text from here on follows the insertion. */
  readonly rest: number;
}

/** Milliseconds after which a difference is taken as one large hunk. */
const timeout = 3000;
/** Equal text of at most this many UTF-16 units on one line may be typed again rather than skipped. */
const longestRetyped = 20;

interface Change {
  readonly deleted: string;
  readonly inserted: string;
  /** Equal text that follows. */
  readonly equal: string;
}

export function hunksOf(before: string, after: string): Hunk[] {
  const lines = changesOf(before.split(/(?<=\n)/), after.split(/(?<=\n)/));
  const words = lines.flatMap((change) => wordChanges(change));
  const hunks: Hunk[] = [];
  let [start, rest] = [0, 0];
  for (const { deleted, inserted, equal } of merged(words)) {
    rest += deleted.length;
    if (deleted !== '' || inserted !== '') hunks.push(natural({ start, inserted, deleted, rest }, after));
    start += inserted.length + equal.length;
    rest += equal.length;
  }
  return hunks;
}

/** The first change may be empty: the equal text at the beginning. */
function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const found = diffArrays([...before], [...after], { timeout });
  if (!found) return [{ deleted: before.join(''), inserted: after.join(''), equal: '' }];
  const changes: Change[] = [];
  let [deleted, inserted] = ['', ''];
  for (const { value, added, removed } of found) {
    const text = value.join('');
    if (added) inserted += text;
    else if (removed) deleted += text;
    else {
      changes.push({ deleted, inserted, equal: text });
      [deleted, inserted] = ['', ''];
    }
  }
  if (deleted !== '' || inserted !== '') changes.push({ deleted, inserted, equal: '' });
  return changes;
}

const token = /[\p{L}\p{M}\p{N}_$]+|\n|[^\S\n]+|./gsu;

/** Lines that were only added or only deleted stay whole. */
function wordChanges(change: Change): Change[] {
  if (change.deleted === '' || change.inserted === '') return [change];
  const changes = changesOf(change.deleted.match(token) ?? [], change.inserted.match(token) ?? []);
  const last = changes.pop()!;
  return [...changes, { ...last, equal: last.equal + change.equal }];
}

/** Joins changes across equal text that is short, and shorter than what changes on both sides of it. */
function merged(changes: readonly Change[]): Change[] {
  const joined: Change[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last && isRetyped(last, change)) {
      joined[joined.length - 1] = {
        deleted: last.deleted + last.equal + change.deleted,
        inserted: last.inserted + last.equal + change.inserted,
        equal: change.equal,
      };
    } else joined.push(change);
  }
  return joined;
}

function isRetyped(earlier: Change, later: Change): boolean {
  const { equal } = earlier;
  if (equal === '') return true;
  if (equal.includes('\n') || equal.length > longestRetyped) return false;
  const size = ({ deleted, inserted }: Change): number => Math.max(deleted.length, inserted.length);
  return equal.length <= Math.min(size(earlier), size(later));
}

/**
 * An insertion among equal text can begin at several places. People begin lines at the end of the line before ("\nline",
 * not "line\n") and words at their first letter: moves the insertion there.
 */
function natural(hunk: Hunk, after: string): Hunk {
  if (hunk.deleted !== '') return hunk;
  let { start, inserted, rest } = hunk;
  let best = hunk;
  while (start > 0 && inserted.at(-1) === after[start - 1]) {
    inserted = after[start - 1]! + inserted.slice(0, -1);
    start--;
    rest--;
    if (inserted.startsWith('\n')) return { start, inserted, deleted: '', rest };
    if (/^[\p{L}\p{N}_$]/u.test(best.inserted) && /[\p{L}\p{N}_$]$/u.test(after.slice(0, best.start))) {
      best = { start, inserted, deleted: '', rest };
    }
  }
  return best;
}
