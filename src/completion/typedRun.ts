// What the user typed in one run at the caret, and what they deleted before it: by selecting it, or with Backspace or Delete. Text that
// was typed in the same run and deleted again counts as never typed. Of where a change comes from, the editor's stable API tells only Undo and
// Redo.

export interface TypedRun {
  /** Offset of its end, UTF-16 units. */
  readonly end: number;
  readonly length: number;
  /** The text that the run replaces. */
  readonly replaced: string;
  /** The last part of the run, if it appeared at once: pasted, accepted, or by Undo or Redo. Else ''. */
  readonly pasted: string;
  /** It came by Undo or Redo. */
  readonly isRestored?: boolean;
}

/** One change of a document. Offsets and lengths in UTF-16 units. */
export interface TypedChange {
  readonly start: number;
  readonly deletedLength: number;
  /** The beginning of the deleted text; '' where it is unknown. */
  readonly deleted: string;
  readonly inserted: string;
  readonly replacesSelection: boolean;
  /** By Undo or Redo. */
  readonly isRestored?: boolean;
}

/** The run after a change. `last`: the run before it in the same document. */
export function nextRun(last: TypedRun | undefined, change: TypedChange): TypedRun {
  const { start, inserted } = change;
  const { length, replaced } = inserted === '' ? afterDeletion(last, change) : beforeInsertion(last, change);
  const pasted = mayBePasted(change) ? inserted : '';
  return {
    end: start + inserted.length,
    length: length + inserted.length,
    replaced,
    pasted,
    ...(change.isRestored && pasted !== '' && { isRestored: true }),
  };
}

type Kept = Pick<TypedRun, 'length' | 'replaced'>;

function beforeInsertion(
  last: TypedRun | undefined,
  { start, deletedLength, deleted, replacesSelection }: TypedChange,
): Kept {
  if (last && deletedLength === 0 && last.end === start) return last;
  return { length: 0, replaced: replacesSelection ? deleted : '' };
}

function afterDeletion(
  last: TypedRun | undefined,
  { start, deletedLength, deleted, replacesSelection }: TypedChange,
): Kept {
  // Delete at the end of the run.
  if (last?.end === start) return { length: last.length, replaced: last.replaced + deleted };
  if (last?.end !== start + deletedLength) return { length: 0, replaced: deleted };
  // What appeared at once goes at once: the user undoes an acceptance, and does not want this text.
  const isPasted = last.pasted.length === deletedLength && last.pasted.startsWith(deleted);
  if (last.pasted !== '' && isPasted) return { length: 0, replaced: deleted };
  // Backspace: what the run has typed goes first. Who selects it and deletes it does not want it here.
  const earlier = replacesSelection ? deleted : deleted.slice(0, Math.max(0, deletedLength - last.length));
  return { length: Math.max(0, last.length - deletedLength), replaced: earlier + last.replaced };
}

/**
 * Whether several characters with a letter or digit came at once. What replaces text that is not selected comes from the suggest widget
 * or an input method. A line break with its indentation, and closing brackets, come from the editor.
 */
export function mayBePasted(change: Pick<TypedChange, 'inserted' | 'deletedLength' | 'replacesSelection'>): boolean {
  const { inserted, deletedLength, replacesSelection } = change;
  if (deletedLength > 0 && !replacesSelection) return false;
  // All characters of a text of any length would need much memory.
  const [, second] = Array.from(inserted.slice(0, 4));
  return second !== undefined && /[\p{L}\p{N}]/u.test(inserted);
}
