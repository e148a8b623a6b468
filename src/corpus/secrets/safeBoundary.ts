// Where a window of a document may begin, so that every secret in it is still recognized.
import { findKeyBlocks } from './rules/keyBlocks.ts';
import { tabularFile } from './rules/secretColumns.ts';

/** UTF-16 units before a window that are needed to find its safe beginning: longer than any key block. */
export const boundaryLookBack = 45_000;
/** Lines between a value and its name, with the line of the name; in a list of options, also some other options. */
const linesAbove = 12;
const puttyKeyStart = 'PuTTY-User-Key-File-';

/**
 * The nearest index at or before `wanted` that begins a line, inside no key block and no table with headings. Some more lines come
 * first, because a value may stand below its name. Line ends must be LF.
 */
export function safeBoundary(text: string, wanted: number, path: string): number {
  let at = lineStart(text, Math.min(wanted, text.length));
  for (let line = 0; line < linesAbove; line++) at = lineStart(text, at - 1);
  for (const { start, end } of findKeyBlocks(text).secret) if (start < at && end > at) at = lineStart(text, start);
  const putty = text.lastIndexOf(puttyKeyStart, at);
  if (putty !== -1 && at - putty < boundaryLookBack) at = lineStart(text, putty);
  while (tabularFile.test(path) && at > 0 && !isBlankLine(text, at)) at = lineStart(text, at - 1);
  return at;
}

function lineStart(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

function isBlankLine(text: string, at: number): boolean {
  return /^[ \t]*(?:\n|$)/.test(text.slice(at, text.indexOf('\n', at) + 1 || undefined));
}
