// What the user can recognize of a place where something without a name could be changed or inserted: it, and the tokens around it that are
// those of an example.
import type { Place } from './places.ts';
import { tokenEnd, tokenStart } from './tokens.ts';

/** Tokens on each side. */
const mostTokens = 3;
/** UTF-16 units before the place. */
const longestBefore = 40;
/** Before what people read as one text. */
const beginsText = /[\s([{]/u;

export function textAround(
  text: string,
  { start, end, left, right }: Pick<Place, 'start' | 'end' | 'left' | 'right'>,
): string {
  let from = start;
  for (let count = Math.min(left, mostTokens); count > 0 && from > 0;) {
    const before = tokenStart(text, from);
    const token = text.slice(before, from);
    if (token === '\n') break;
    count -= Number(token.trim() !== '');
    from = before;
  }
  // Not from the middle of a string or a path.
  while (from > 0 && from > start - longestBefore && !beginsText.test(text[from - 1]!)) from--;
  let to = end;
  for (let count = Math.min(right, mostTokens); count > 0 && to < text.length;) {
    const after = tokenEnd(text, to);
    const token = text.slice(to, after);
    if (token === '\n') break;
    count -= Number(token.trim() !== '');
    to = after;
  }
  return text.slice(from, to).trim();
}
