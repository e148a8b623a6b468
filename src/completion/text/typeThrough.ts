// Ghost text that is typed through stays: while what the user types is what was suggested, the rest of it is still right, and
// the model need not be asked again.
import type { Caret } from './caret.ts';

export interface ShownSuggestion {
  /** Where it was shown. */
  readonly caret: Caret;
  readonly text: string;
}

/** What is left of the suggestion at the caret as it is now; undefined when something else was typed. */
export function remainingSuggestion({ caret: then, text }: ShownSuggestion, now: Caret): string | undefined {
  if (!isSameSuffix(then, now) || !now.before.startsWith(then.before)) return undefined;
  const typed = now.before.slice(then.before.length);
  return text.startsWith(typed) && typed.length < text.length ? text.slice(typed.length) : undefined;
}

/** The editor closes brackets and quotes by itself as they are typed: these do not count as a change. */
export function isSameSuffix({ after: then }: Caret, { after: now }: Caret): boolean {
  const [closed] = /^[)\]}>"'`]*/u.exec(now)!;
  for (let length = 0; length <= closed.length; length++) {
    const behind = now.slice(length);
    // Of a long text both know the beginning only.
    if (then.startsWith(behind) && then.length - behind.length <= length) return true;
  }
  return false;
}
