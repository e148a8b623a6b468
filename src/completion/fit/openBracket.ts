// A suggestion that leaves a bracket open before text that closes another one, as `, () => {` does at `it('name'|)`. It ends before this
// bracket: the user types it, so that the editor closes it as usual.
import { firstLine, linePrefix, type Caret } from './caret.ts';
import { closerOf, closers, closingQuote, coveredLength, quotes } from './suffixOverlap.ts';

/**
 * Cuts `text` before the first bracket that it leaves open, where the rest of the line closes others, or has this one after a name, or where
 * the bracket would part a name from what follows it, as `(self` does at `class Name|:`.
 */
export function cutBeforeOpen(text: string, caret: Caret): string {
  const [open] = unmatchedIn(text).open;
  if (open === undefined) return text;
  const isThere = endsInName.test(caret.before) && caret.after.startsWith(text[open]!);
  const isInside = open === 0 && endsInName.test(caret.before) && /^\S/u.test(caret.after);
  return isThere || isInside || isInClosedBrackets(text, caret) ? text.slice(0, open).trimEnd() : text;
}

/** The user completes a name, as in `def na|(self)`. */
export const endsInName = /[\p{L}\p{N}_$]$/u;

/**
 * Whether the rest of the line closes only brackets that are open before the caret on the line. A suggestion in several parts contains
 * these closing brackets.
 */
function isInClosedBrackets(text: string, caret: Caret): boolean {
  const { closers: unopened } = unmatchedIn(firstLine(caret.after));
  const { open } = unmatchedIn(linePrefix(caret));
  return unopened > 0 && unopened <= open.length && coveredLength(text, caret) === 0;
}

/** The indices of the brackets that the text opens and does not close, and how many it closes and does not open. */
function unmatchedIn(text: string): { readonly open: readonly number[]; readonly closers: number } {
  const open: { readonly at: number; readonly closer: string }[] = [];
  let unopened = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    const close = quotes.has(character) ? closingQuote(text, at) : -1;
    if (close > 0) at = close;
    else if (character === '\\') at++;
    else if (character === '<' || character === '>') continue;
    else if (character === open.at(-1)?.closer) open.pop();
    else if (closerOf[character] !== undefined) open.push({ at, closer: closerOf[character] });
    else if (closers.has(character) && open.length === 0) unopened++;
  }
  return { open: open.map(({ at }) => at), closers: unopened };
}
