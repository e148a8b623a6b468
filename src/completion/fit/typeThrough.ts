// Type-through: while the user types the characters of a suggestion, the rest of the suggestion stays visible and is not replaced.
import type { Caret } from './caret.ts';
import { fittedPart } from './fit.ts';
import type { Limits } from './stopRule.ts';

export interface ShownSuggestion {
  /** The caret when the suggestion appeared. */
  readonly caret: Caret;
  readonly text: string;
}

/** The rest of the suggestion at the current caret; undefined if the user typed something else, or all of it. */
export function remainingSuggestion(shown: ShownSuggestion, now: Caret): string | undefined {
  const { caret: then, text } = shown;
  const typed = typedPart(shown, now);
  if (typed === undefined || typed.length === text.length) return undefined;
  if (!isSameSuffix(then, now) && !isSameSuffix(withoutTyped(then, typed), now)) return undefined;
  return text.slice(typed.length);
}

/**
 * The part of the suggestion that stays visible at the current caret; undefined if the user typed something else, or all that can
 * be seen. It is the rest as it was, however short, except where the editor has closed a bracket that the rest closes too.
 */
export function visibleRest(shown: ShownSuggestion, now: Caret, limits: Limits): string | undefined {
  const rest = remainingSuggestion(shown, now);
  if (rest === undefined || rest.trim() === '') return undefined;
  if (shown.caret.after === now.after) return rest;
  const close = unmatchedCloser(rest);
  const inside = close < 0 ? '' : rest.slice(0, close);
  return inside.includes('\n') ? inside : fittedPart(rest, now, limits) || undefined;
}

/** Whether all of the suggestion is before the caret now, typed or accepted, and nothing else. */
export function isCompletelyTyped(shown: ShownSuggestion, now: Caret): boolean {
  return typedPart(shown, now)?.length === shown.text.length;
}

/** Longest text before a caret that identifies it after the window of the text has moved, UTF-16 units. */
const windowAnchor = 1000;

/** The beginning of the suggestion that is now before the caret; undefined if the user typed something else. */
function typedPart({ caret, text }: ShownSuggestion, { before }: Caret): string | undefined {
  if (before.startsWith(caret.before)) {
    const typed = before.slice(caret.before.length);
    return text.startsWith(typed) ? typed : undefined;
  }
  const anchor = caret.before.slice(-windowAnchor);
  if (anchor.length < windowAnchor) return undefined;
  for (let length = 0; length <= text.length; length++) {
    const typed = text.slice(0, length);
    if (before.endsWith(anchor + typed)) return typed;
  }
  return undefined;
}

const closing = /[)\]}>"'`]/u;

/** The caret as it was, without the closing brackets and quotes after it that the user has typed over since. */
function withoutTyped({ before, after }: Caret, typed: string): Caret {
  let length = 0;
  for (const character of typed) {
    if (closing.test(character) && character === after[length]) length++;
  }
  return { before, after: after.slice(length) };
}

/** Index of the first closing bracket that the text does not open itself, or -1. */
function unmatchedCloser(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    if ('([{'.includes(text[at]!)) open++;
    else if (')]}'.includes(text[at]!) && --open < 0) return at;
  }
  return -1;
}

/**
 * Whether the text after the caret is the same, except for brackets and quotes that the editor closed automatically, perhaps on a line
 * of their own.
 */
function isSameSuffix({ after: then }: Caret, { after: now }: Caret): boolean {
  const [autoClosed] = /^(?:\s*[)\]}>"'`])*/u.exec(now)!;
  for (let length = 0; length <= autoClosed.length; length++) {
    const rest = now.slice(length);
    // Both windows hold only the beginning of a long text, so `then` may be up to `length` longer.
    if (then.startsWith(rest) && then.length - rest.length <= length) return true;
  }
  return false;
}

/** UTF-16 units before a caret that identify its place after the window of the text has moved. */
const anchorLength = 120;

/** The text typed between two carets; undefined if the earlier caret is not before the later one, or other text changed. */
export function typedSince(earlier: Caret, later: Caret): string | undefined {
  if (!isSameSuffix(earlier, later)) return undefined;
  const [then, now] = [earlier.before, later.before];
  if (now.startsWith(then)) return now.slice(then.length);
  const anchor = then.slice(-anchorLength);
  const at = now.lastIndexOf(anchor);
  return at < 0 ? undefined : now.slice(at + anchor.length);
}
