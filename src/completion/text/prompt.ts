// What the model reads: the last characters before the caret, as the corpus has them.

/** The last `maxCharacters` (UTF-16 units) before the caret, line ends as \n, beginning with a whole character. */
export function promptOf(before: string, maxCharacters: number): string {
  const tail = before.slice(Math.max(0, before.length - maxCharacters));
  return tail.replace(/^[\udc00-\udfff]/u, '').replace(/\r\n?/gu, '\n');
}
