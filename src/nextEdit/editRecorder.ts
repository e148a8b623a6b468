// Turns the changes of a document into finished edits: changes that touch each other are one edit, which ends where the user changes
// another place or pauses. If the user then goes on at the same place, the longer edit takes the place of the earlier one. If they change
// the place of an older edit again, that one is known, too.
import { editOf, isChanging, moved, type ChangedRegion } from './changedRegions.ts';
import { withChanges, type DocumentChange } from './documentChange.ts';
import { joinedEdit } from './joinedEdit.ts';
import type { Edit, LaterEdit } from './tokenChanges.ts';

export interface FinishedEdit {
  readonly edit: LaterEdit;
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
  /** A change by a program, or Undo: it ends the edit, and is none. Returns the edits whose new text it changes, in the text before it. */
  follow(changes: readonly DocumentChange[]): readonly Edit[];
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
  readonly origin: Edit | undefined;
}

/** Older edits have no rules any more. */
const mostRegions = 20;

export function createEditRecorder(initial: string): EditRecorder {
  let text = initial;
  let open: OpenEdit | undefined;
  /** Without the open edit, the newest first. */
  let regions: readonly ChangedRegion[] = [];

  function editNow({ before, start, oldEnd, newEnd }: OpenEdit): Edit {
    return { before, after: text, start, oldEnd, newEnd };
  }

  function finish(): FinishedEdit | undefined {
    if (!open || open.returned === 'now') return undefined;
    const { returned, origin } = open;
    open = { ...open, returned: 'now' };
    return { edit: { ...editNow(open), origin }, isContinued: returned === 'earlier' };
  }

  /** What the open edit has changed is a region from now on. */
  function close(): void {
    if (!open) return;
    const own = editNow(open);
    const { before, start, oldEnd, newEnd } = (open.origin && joinedEdit(open.origin, own)) ?? own;
    if (open.returned !== 'no') regions = [{ start, end: newEnd, old: before.slice(start, oldEnd) }, ...regions];
    regions = regions.slice(0, mostRegions);
    open = undefined;
  }

  /** Returns the edits whose regions it changes. */
  function apply(changes: readonly DocumentChange[]): readonly Edit[] {
    const changed = regions.filter((region) => changes.some((change) => isChanging(change, region)));
    const edits = changed.map((region) => editOf(region, text));
    regions = regions.filter((region) => !changed.includes(region)).map((region) => moved(region, changes));
    if (changes.length > 0) text = withChanges(text, changes);
    return edits;
  }

  return {
    get text() {
      return text;
    },
    get region() {
      return open && { start: open.start, end: open.newEnd };
    },
    change: (change) => {
      if (open && isSamePlace(open, change) && !isOtherWord(open, change, text)) {
        open = extended(open, change);
        apply([change]);
        return undefined;
      }
      const finished = finish();
      close();
      const before = text;
      const [origin] = apply([change]);
      open = { ...begun(before, change), origin };
      return finished;
    },
    follow: (changes) => {
      close();
      return apply(changes);
    },
    finish,
  };
}

function isSamePlace({ start, newEnd }: OpenEdit, change: DocumentChange): boolean {
  return change.start <= newEnd && change.start + change.deletedLength >= start;
}

/** Whether the user, after a pause, changes what the edit has written, before its last word. */
function isOtherWord({ start, newEnd, returned }: OpenEdit, change: DocumentChange, text: string): boolean {
  const end = change.start + change.deletedLength;
  const isInside = change.deletedLength > 0 && change.start >= start && end < newEnd;
  return returned === 'now' && isInside && /\s\S/u.test(text.slice(end, newEnd));
}

function begun(before: string, { start, deletedLength, inserted }: DocumentChange): Omit<OpenEdit, 'origin'> {
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
