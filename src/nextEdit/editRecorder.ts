// Turns the changes of a document into finished edits: changes that touch each other are one edit, which ends where the user changes
// another place or pauses. If the user then goes on at the same place, the longer edit takes the place of the earlier one.
import type { Edit } from './tokenChanges.ts';

/** UTF-16 units, in the text before the change. */
export interface DocumentChange {
  readonly start: number;
  readonly deletedLength: number;
  readonly inserted: string;
}

export interface FinishedEdit {
  readonly edit: Edit;
  /** It contains the edit that was finished last, which the user has gone on with. */
  readonly isContinued: boolean;
}

export interface EditRecorder {
  /** The text of the document now. */
  readonly text: string;
  /** What the last edit has changed, in the text now. Undefined: there is none. */
  readonly region: { readonly start: number; readonly end: number } | undefined;
  /** A change by the user. Returns the edit before it, if the change is at another place. */
  change(change: DocumentChange): FinishedEdit | undefined;
  /** A change by a program: it ends the edit, and is none. */
  follow(changes: readonly DocumentChange[]): void;
  /** The user pauses or moves the cursor away. Undefined: nothing has changed since the last call. */
  finish(): FinishedEdit | undefined;
}

interface OpenEdit {
  readonly before: string;
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
  /** Whether it was returned as it is now, or in an earlier state. */
  readonly returned: 'no' | 'earlier' | 'now';
}

export function createEditRecorder(initial: string): EditRecorder {
  let text = initial;
  let open: OpenEdit | undefined;

  function finish(): FinishedEdit | undefined {
    if (!open || open.returned === 'now') return undefined;
    const { before, start, oldEnd, newEnd, returned } = open;
    open = { ...open, returned: 'now' };
    return { edit: { before, after: text, start, oldEnd, newEnd }, isContinued: returned === 'earlier' };
  }

  return {
    get text() {
      return text;
    },
    get region() {
      return open && { start: open.start, end: open.newEnd };
    },
    change: (change) => {
      const isSamePlace = open && change.start <= open.newEnd && change.start + change.deletedLength >= open.start;
      const finished = isSamePlace ? undefined : finish();
      open = isSamePlace ? extended(open!, change) : begun(text, change);
      text = withChanges(text, [change]);
      return finished;
    },
    follow: (changes) => {
      open = undefined;
      if (changes.length > 0) text = withChanges(text, changes);
    },
    finish,
  };
}

/** One pass, because a program may change thousands of places at once. Of changes at the same place, the later one comes first. */
function withChanges(text: string, changes: readonly DocumentChange[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, deletedLength, inserted } of [...changes].reverse().sort((a, b) => a.start - b.start)) {
    pieces.push(text.slice(at, start), inserted);
    at = start + deletedLength;
  }
  return [...pieces, text.slice(at)].join('');
}

function begun(before: string, { start, deletedLength, inserted }: DocumentChange): OpenEdit {
  return { before, start, oldEnd: start + deletedLength, newEnd: start + inserted.length, returned: 'no' };
}

function extended(open: OpenEdit, { start, deletedLength, inserted }: DocumentChange): OpenEdit {
  const end = start + deletedLength;
  const growth = inserted.length - deletedLength;
  return {
    ...open,
    start: Math.min(open.start, start),
    oldEnd: open.oldEnd + Math.max(0, end - open.newEnd),
    newEnd: Math.max(open.newEnd, end) + growth,
    returned: open.returned === 'no' ? 'no' : 'earlier',
  };
}
