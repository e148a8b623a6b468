// When a new suggestion appears: the sooner after the last key the more probable it is and, while the user ignores suggestions, some time
// after the suggestion before it. In leading white space, where the Tab key should indent, it may appear only where the block around the line makes the
// indentation certain. A suggestion that is visible already stays, so nothing here applies to it.
import { indentationOf, lineEnd, linePrefix, lineSuffix, type Caret } from '../fit/caret.ts';
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

/** Milliseconds until the suggestion may appear. */
export function showDelayMs({ sinceTypingMs, leastMs, isRequested, followsAccepted, quietMs }: ShowTiming): number {
  if (isRequested || followsAccepted) return 0;
  return Math.max(0, leastMs - sinceTypingMs, quietMs);
}

/** A line after which the next one may be deeper: it opens a bracket or a tag, ends in a colon, or is an item of a list. */
const opensBlock = /(?:[([{:]|=>|<[a-z][^<>/]*>|\b(?:begin|do|else|then))$|^(?:[-*+]|\d+[.)])\s/iu;

/** Columns of a tab. Only lines of one file are compared, so that its true width hardly matters. */
const tabColumns = 4;

/** Whether the Tab key need not indent: there is text before the caret on its line, or the indentation of the line is certain. */
export function isTabFree(caret: Caret): boolean {
  const prefix = linePrefix(caret);
  if (prefix.trim() !== '') return true;
  if (lineSuffix(caret) !== '') return false;
  const here = columnsOf(prefix);
  const above = caret.before.split(lineEnd).slice(0, -1);
  const last = above.findLast((line) => line.trim() !== '') ?? '';
  const there = columnsOf(indentationOf(last));
  if (opensBlock.test(last.trim())) return here > there;
  if (last !== '' && here === there) return true;
  // After a blank line, the line belongs to the block below if it begins at the same column.
  const isSeparate = above.at(-1)?.trim() === '' || last === '';
  return here <= there && isSeparate && columnsBelow(caret) === here;
}

function columnsOf(indentation: string): number {
  return indentation.replaceAll('\t', ' '.repeat(tabColumns)).length;
}

/** The column where the next line begins that is not blank; undefined if there is none. */
function columnsBelow({ after }: Caret): number | undefined {
  const [, ...below] = after.split(lineEnd);
  const next = below.find((line) => line.trim() !== '');
  return next === undefined ? undefined : columnsOf(indentationOf(next));
}
