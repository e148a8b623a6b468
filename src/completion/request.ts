// The prompt that the language model reads: the end of the text before the caret, normalized like the training corpus.

/** The last `maxCharacters` (UTF-16 units) before the caret, with \n as line end, starting at a whole character. */
export function promptOf(before: string, maxCharacters: number): string {
  const tail = before.slice(Math.max(0, before.length - maxCharacters));
  return tail.replace(/^[\udc00-\udfff]/u, '').replace(/\r\n?/gu, '\n');
}
