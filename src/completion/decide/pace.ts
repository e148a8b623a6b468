// When a new suggestion appears: the sooner after the last key the more probable it is and, while the user ignores suggestions, some time
// after the suggestion before it. A suggestion that is visible already stays, so nothing here applies to it.
import { isPause } from './rhythm.ts';

/** Suggestions that were shown in one document since the user last accepted one. */
export interface QuietPeriod {
  readonly document: string | undefined;
  readonly ignored: number;
  /** When a suggestion was last visible, milliseconds. */
  readonly visibleMs: number;
}

export const noQuietPeriod: QuietPeriod = { document: undefined, ignored: 0, visibleMs: -Infinity };

/** A new suggestion is shown. The first one in another document ends the quiet period. */
export function afterShown({ document, ignored }: QuietPeriod, shownIn: string, nowMs: number): QuietPeriod {
  return { document: shownIn, ignored: document === shownIn ? ignored + 1 : 1, visibleMs: nowMs };
}

/** The user types along with the suggestion, which is still visible. */
export function afterTyped(period: QuietPeriod, nowMs: number): QuietPeriod {
  return { ...period, visibleMs: nowMs };
}

/** The user accepted a suggestion or a part of it. */
export function afterAcceptance(period: QuietPeriod): QuietPeriod {
  return { ...period, ignored: 0 };
}

/**
 * So many suggestions may be ignored without a consequence, then each one lengthens the quiet period by a step. In a replay of new
 * files (docs/decisions/quiet-period.md), a user who accepts every correct suggestion saves at most 0.4 points fewer keystrokes, and
 * one who accepts none sees an eighth to a fifth of the suggestions.
 */
const ignoredFreely = 8;
const stepMs = 500;
const maxQuietMs = 10_000;

/** How much of the quiet period is left for the next suggestion in the document, milliseconds. */
export function quietMs({ document, ignored, visibleMs }: QuietPeriod, next: string, nowMs: number): number {
  if (document !== next) return 0;
  const length = Math.min(maxQuietMs, stepMs * Math.max(0, ignored - ignoredFreely));
  return Math.max(0, visibleMs + length - nowMs);
}

/** Least time from the last key to a new suggestion of unknown probability, milliseconds. The editor asks after 50 ms. */
export const minShowDelayMs = 100;
/** The same for a suggestion that is certainly wrong. */
const longestShowDelayMs = 150;

/**
 * Least time from the last key to a suggestion whose first word has this probability, milliseconds. A suggestion that the next key
 * contradicts only flickers, so it waits for that key the longer, the less probable it is. At a pause, the next key is far away.
 */
export function leastDelayMs(firstWordProbability: number, before: string): number {
  return isPause(before) ? 0 : longestShowDelayMs * (1 - firstWordProbability);
}

/** After so many milliseconds without a key, the user waits: they read a suggestion before they type on. */
export const pauseMs = 1000;

export interface ShowTiming {
  /** Since the last change of the document, milliseconds. */
  readonly sinceTypingMs: number;
  /** From `leastDelayMs`, or `minShowDelayMs`. */
  readonly leastMs: number;
  /** By a command of the user. */
  readonly isRequested: boolean;
  /** Whether it follows right after a suggestion that was accepted or typed to its end. */
  readonly followsAccepted: boolean;
  /** From `quietMs`. */
  readonly quietMs: number;
}

/** Milliseconds until the suggestion may appear. A quiet period ends where the user pauses: they may wait for a suggestion. */
export function showDelayMs({ sinceTypingMs, leastMs, isRequested, followsAccepted, quietMs }: ShowTiming): number {
  if (isRequested || followsAccepted) return 0;
  return Math.max(0, leastMs - sinceTypingMs, Math.min(quietMs, pauseMs - sinceTypingMs));
}
