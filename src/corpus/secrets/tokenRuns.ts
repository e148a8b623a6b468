// Finds long runs of the characters that keys and tokens consist of, in one pass that skips over other text.

/** Half-open range of UTF-16 units. */
export interface TokenRun {
  readonly start: number;
  readonly end: number;
}

/** Letters, digits and the signs of base 64, in both variants. */
const isTokenCharacter = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/-') {
  isTokenCharacter[character.charCodeAt(0)] = 1;
}
const isToken = (unit: number): boolean => unit < 128 && isTokenCharacter[unit] === 1;

/** All runs of at least `minLength` characters, in order. */
export function tokenRuns(text: string, minLength: number): TokenRun[] {
  const runs: TokenRun[] = [];
  /** Every run before it has been found. */
  let next = 0;
  // A run that begins at `next` or later contains `at`, or begins after it.
  for (let at = minLength - 1; at < text.length; at += minLength) {
    let start = at;
    while (start >= next && isToken(text.charCodeAt(start))) start--;
    start++;
    let end = at + 1;
    if (start <= at) while (end < text.length && isToken(text.charCodeAt(end))) end++;
    if (end - start >= minLength) runs.push({ start, end });
    if (start <= at) at = end;
    next = at + 1;
  }
  return runs;
}
