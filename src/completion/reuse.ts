// Ghost text that is typed through stays: while what the user types is what was suggested, the rest of it is still right, and
// the model need not be asked again.
import { restOfLine, type Caret } from './caret.ts';

export interface Shown {
  /** Where it was shown. */
  readonly caret: Caret;
  readonly text: string;
}

/** What is left of the suggestion at the caret as it is now; undefined when something else was typed. */
export function stillToType({ caret: then, text }: Shown, now: Caret): string | undefined {
  if (!sameBehind(then, now) || !now.before.startsWith(then.before)) return undefined;
  const typed = now.before.slice(then.before.length);
  return text.startsWith(typed) && typed.length < text.length ? text.slice(typed.length) : undefined;
}

/** The editor closes brackets and quotes by itself as they are typed: these do not count as a change. */
function sameBehind(then: Caret, now: Caret): boolean {
  if (then.after === now.after) return true;
  const restThen = restOfLine(then);
  const restNow = restOfLine(now);
  return restNow.endsWith(restThen) && /^[)\]}>"'`]*$/u.test(restNow.slice(0, restNow.length - restThen.length));
}
