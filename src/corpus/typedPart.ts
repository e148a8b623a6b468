// The part of a text that is being typed at a position: its line, or its last sentences. A paragraph of prose is one line, of which most can
// be learned; a secret that is half typed ends no sentence far before the caret.

/** Line and UTF-16 units in it, from 0. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Half-open range of UTF-16 units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A sentence that ends nearer to the caret is left out, too: a password may have an exclamation mark, and its name is near. */
const leastDistance = 100;
const sentenceEnd = /[.!?…]["'“”‘’»)\]]?\s/g;

export type TypedUnit = 'line' | 'sentences';

/** Positions in a text. With more of them, all between the first and the last counts as typed: one part instead of many. */
const mostPositions = 100;

/** All parts that are being typed: one for each position, or one for all. */
export function partsBeingTyped(text: string, positions: readonly TextPosition[], unit: TypedUnit): TextRange[] {
  if (positions.length <= mostPositions) return positions.map((position) => partBeingTyped(text, position, unit));
  const before = (a: TextPosition, b: TextPosition): boolean =>
    a.line === b.line ? a.character < b.character : a.line < b.line;
  const first = positions.reduce((least, position) => (before(position, least) ? position : least));
  const last = positions.reduce((most, position) => (before(most, position) ? position : most));
  return [{ start: partBeingTyped(text, first, unit).start, end: partBeingTyped(text, last, unit).end }];
}

/** Line ends are LF. With the line end where nothing of the line is left. */
export function partBeingTyped(text: string, { line, character }: TextPosition, unit: TypedUnit): TextRange {
  let start = 0;
  for (let count = 0; count < line && start < text.length; count++)
    start = text.indexOf('\n', start) + 1 || text.length;
  const end = text.indexOf('\n', start) + 1 || text.length;
  if (unit === 'line') return { start, end };
  const content = text.slice(start, end).replace(/\n$/, '');
  const ends = Array.from(content.matchAll(sentenceEnd), ({ index, 0: sign }) => index + sign.length);
  const from = ends.findLast((each) => each <= character - leastDistance) ?? 0;
  const to = ends.find((each) => each > character) ?? content.length;
  return from === 0 && to === content.length ? { start, end } : { start: start + from, end: start + to };
}
