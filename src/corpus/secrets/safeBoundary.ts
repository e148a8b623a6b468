// Where a window of a document may begin, so that the rules that look around a place only recognize every secret in it.

/** UTF-16 units before the text at the caret in which the rules that see the document look for what makes a value secret. */
export const documentReach = 100_000;
/** Lines between a value and its name, with the line of the name; in a list of options, also some other options. */
const linesAbove = 12;

/**
 * The nearest index at or before `wanted` that begins a line, and some lines before it, because a value may stand below its name. Line
 * ends must be LF.
 */
export function safeBoundary(text: string, wanted: number): number {
  let at = lineStart(text, Math.min(wanted, text.length));
  for (let line = 0; line < linesAbove; line++) at = lineStart(text, at - 1);
  return at;
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}
