// Finds flicker in what a user saw while typing: a visible suggestion that was replaced, or removed and shown again, although the typed
// text agreed with it.

/** What the page shows in one frame. */
export interface Frame {
  /** Milliseconds from any origin. */
  readonly at: number;
  /** Place of the line with the caret, as the page writes it. */
  readonly line: string;
  /** Characters of the text that the line with the caret has before it, without ghost text. */
  readonly typed: string;
  /** The ghost text on the line of the caret, and the lines below it; empty if there is none. */
  readonly ghost: string;
  /** The editor's list of completions is open, or about to appear. It hides ghost text that does not begin with its selected item. */
  readonly isListOpen: boolean;
}

export interface Flicker {
  readonly kind: 'replaced' | 'removed and shown again';
  readonly at: number;
  readonly typed: string;
  readonly expected: string;
  readonly found: string;
  /** The editor's list of completions was open since the suggestion was visible. */
  readonly isBesideList: boolean;
}

/**
 * Frames in order. A frame with text that does not continue the line of the last suggestion is a new beginning: the caret is elsewhere, or the
 * user disagreed.
 */
export function findFlicker(frames: readonly Frame[]): readonly Flicker[] {
  const found: Flicker[] = [];
  let shown: Frame | undefined;
  let appeared: Frame | undefined;
  let isRemoved = false;
  let isBesideList = false;
  for (const frame of frames) {
    isBesideList ||= frame.isListOpen;
    const expected = shown && restOf(shown, frame);
    if (expected === undefined || expected === '') {
      shown = appeared = frame.ghost === '' ? undefined : frame;
      isRemoved = false;
      isBesideList = frame.isListOpen;
      continue;
    }
    const { at, typed, ghost } = frame;
    if (ghost === '') isRemoved = true;
    else {
      // The page draws the lines below first, and may show the blank at the beginning outside of the ghost text.
      const isCompleted = shown === appeared && expected.startsWith('\n') && ghost.endsWith(expected);
      const isSame = isCompleted || expected.trim() === ghost.trim();
      if (!isSame) found.push({ kind: 'replaced', at, typed, expected, found: ghost, isBesideList });
      else if (isRemoved)
        found.push({ kind: 'removed and shown again', at, typed, expected, found: ghost, isBesideList });
      shown = isSame && !isCompleted ? { ...frame, ghost: expected } : frame;
      isRemoved = false;
      isBesideList = frame.isListOpen;
    }
  }
  return found;
}

/** What should still be visible of the suggestion, if the text since then agrees with it. */
function restOf({ line, typed: then, ghost }: Frame, now: Frame): string | undefined {
  if (now.line !== line || !now.typed.startsWith(then)) return undefined;
  const since = now.typed.slice(then.length);
  return ghost.startsWith(since) ? ghost.slice(since.length) : undefined;
}

/** Number of suggestions that appeared where none was visible. */
export function countShown(frames: readonly Frame[]): number {
  return frames.filter(({ ghost }, index) => ghost !== '' && (frames[index - 1]?.ghost ?? '') === '').length;
}
