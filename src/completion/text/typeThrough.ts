// Type-through: while the user types the characters of a suggestion, the rest of the suggestion stays valid and the model need not be
// asked again.
import type { Caret } from './caret.ts';

export interface ShownSuggestion {
  /** The caret when the suggestion appeared. */
  readonly caret: Caret;
  readonly text: string;
}

/** The rest of the suggestion at the current caret; undefined if the user typed something else, or all of it. */
export function remainingSuggestion({ caret: then, text }: ShownSuggestion, now: Caret): string | undefined {
  if (!isSameSuffix(then, now) || !now.before.startsWith(then.before)) return undefined;
  const typed = now.before.slice(then.before.length);
  return text.startsWith(typed) && typed.length < text.length ? text.slice(typed.length) : undefined;
}

/** Whether the text after the caret is the same, except for brackets and quotes that the editor closed automatically. */
export function isSameSuffix({ after: then }: Caret, { after: now }: Caret): boolean {
  const [autoClosed] = /^[)\]}>"'`]*/u.exec(now)!;
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
