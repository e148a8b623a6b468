// The rhythm of typing: people pause where a unit of text begins. There a suggestion is seen in time.

/**
 * How much longer an interval is than inside of a word: pauses grow with the unit that begins (Medimorec and Risko, Pauses in written
 * composition, 2017). The factors are assumptions between copying, with shorter pauses, and composing.
 */
const pauses = { line: 3, clause: 2, word: 1.3 } as const;

/** Mean factor in usual code and prose. */
export const meanPause = 1.13;

/**
 * The interval before the next key, in intervals inside of a word, after the text `before`. `next`: the character of this key, if it is
 * known: white space continues a pause.
 */
export function pauseAfter(before: string, next?: string): number {
  const end = before.slice(-2);
  if (end === '' || end.endsWith('\n')) return pauses.line;
  if (!/\s$/u.test(end) || (next !== undefined && /\s/u.test(next))) return 1;
  return /^[.,;:!?]/u.test(end) ? pauses.clause : pauses.word;
}

/** At the beginning of a line, and after punctuation. */
export function isPause(before: string): boolean {
  return pauseAfter(before) >= pauses.clause;
}
