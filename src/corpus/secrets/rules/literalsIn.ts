// String literals in a piece of text. Any quote may open one, because the text may begin in one.

export interface Literal {
  /** Of the content, in UTF-16 units. */
  readonly start: number;
  readonly content: string;
}

/** In a literal or a word, the user may come first: "bob:…". */
export const userBefore = /^[\w.@+-]{1,60}:(?=.)/;

/** Literals that are closed on their line, with a content of `shortest` to `longest` UTF-16 units. Takes time linear in the text. */
export function literalsIn(text: string, shortest: number, longest: number): Literal[] {
  const found: Literal[] = [];
  /** The next quote that closes a literal, for each kind of quotes. */
  const closing: Record<string, number | undefined> = {};
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text[at]!;
    if (character === '\n') for (const quote of quotes) closing[quote] = undefined;
    if (!quotes.includes(character)) continue;
    const close = closing[character];
    const length = close === undefined ? -1 : close - at - 1;
    if (length >= shortest && length <= longest) found.push({ start: at + 1, content: text.slice(at + 1, close) });
    if (!isEscaped(text, at)) closing[character] = at;
  }
  return found.reverse();
}

const quotes: readonly string[] = ['"', "'", '`'];

/** Whether an odd number of backslashes stands before a character. */
function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && text[start - 1] === '\\') start--;
  return (at - start) % 2 === 1;
}
