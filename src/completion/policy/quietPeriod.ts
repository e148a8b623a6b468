// When a new suggestion appears: some time after the last key, and later while the user ignores suggestions. A suggestion that is
// visible already stays, so nothing here applies to it.

/** Suggestions that were shown in one document since the user last accepted one. */
export interface QuietPeriod {
  readonly document: string | undefined;
  readonly ignored: number;
}

export const noQuietPeriod: QuietPeriod = { document: undefined, ignored: 0 };

/** A suggestion is shown. The first one in another document ends the quiet period. */
export function afterShown({ document, ignored }: QuietPeriod, shownIn: string): QuietPeriod {
  return { document: shownIn, ignored: document === shownIn ? ignored + 1 : 1 };
}

/** The user accepted a suggestion or a part of it. */
export function afterAcceptance({ document }: QuietPeriod): QuietPeriod {
  return { document, ignored: 0 };
}

/** Suggestions that may be ignored without a delay. The source of this and the next two values is Cody's throttle for ignored suggestions. */
const ignoredFreely = 5;
const stepMs = 200;
const maxQuietMs = 2000;

/** How long the next suggestion in the document waits, beyond the minimum, milliseconds. */
export function quietMs({ document, ignored }: QuietPeriod, next: string): number {
  return document === next ? Math.min(maxQuietMs, stepMs * Math.max(0, ignored - ignoredFreely)) : 0;
}

/**
 * Least time from the last key to a new suggestion, milliseconds. The editor itself waits 50 ms after a key before it asks. A user who
 * types faster than 600 characters per minute has no time to read, and the Tab key that they press next is meant to indent.
 */
export const minShowDelayMs = 100;

export interface ShowTiming {
  /** Since the last change of the document, milliseconds. */
  readonly sinceTypingMs: number;
  /** By a command of the user. */
  readonly isRequested: boolean;
  /** Whether it follows right after a suggestion that was accepted or typed to its end. */
  readonly followsAccepted: boolean;
  /** From `quietMs`. */
  readonly quietMs: number;
}

/** Milliseconds until the suggestion may appear. */
export function showDelayMs(timing: ShowTiming): number {
  if (timing.isRequested || timing.followsAccepted) return 0;
  return Math.max(0, minShowDelayMs + timing.quietMs - timing.sinceTypingMs);
}
