// The text around the caret, and whether a suggestion may appear there at all.

export interface Caret {
  readonly before: string;
  readonly after: string;
  /** UTF-16 units before the caret that were typed in one run up to it. Not given: unknown. */
  readonly typed?: number;
}

export const lineEnd = /\r\n|\r|\n/u;

/** The caret's line up to the caret. */
export function linePrefix({ before }: Caret): string {
  return before.slice(lastLineStart(before));
}

/** The rest of the caret's line, trimmed. */
export function lineSuffix({ after }: Caret): string {
  return firstLine(after).trim();
}

/** The first line below the caret's line that is not blank, trimmed; empty if there is none. */
export function nextNonBlankLine({ after }: Caret): string {
  const [, ...below] = after.split(lineEnd);
  return below.find((line) => line.trim() !== '')?.trim() ?? '';
}

/** The white space at the beginning of a line. */
export function indentationOf(line: string): string {
  return /^[^\S\r\n]*/u.exec(line)![0];
}

export function firstLine(text: string): string {
  return text.slice(0, text.search(/[\r\n]|$/u));
}

function lastLineStart(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
}

/** Everywhere except inside a word or a character: the editor shows an insertion at any caret. */
export function maySuggestAt(caret: Caret): boolean {
  return !isInsideWord(caret) && !startsInsideCharacter(caret.after);
}

/**
 * Whether letters or digits of one word are on both sides of the caret. A word that was typed as a whole right before another
 * word is a word of its own.
 */
export function isInsideWord({ before, after, typed = 0 }: Caret): boolean {
  return /^[\p{L}\p{M}\p{N}_$]/u.test(after) && before.length - wordStart(before) > typed;
}

/** Where the word begins that ends the text. A search for the end of a word would take time quadratic in its length. */
export function wordStart(text: string): number {
  wordAtEnd.lastIndex = text.length;
  return text.length - wordAtEnd.exec(text)![1]!.length;
}
const wordAtEnd = /(?<=([\p{L}\p{M}\p{N}_$]*))/uy;

/** Closing brackets, quotes and punctuation that ends a phrase. */
const closingPunctuation = /^(?:[\s\p{Pe}\p{Pf}>"'`;:,.!?*/。，、；：！？]|--+>\s*$)*$/u;

/** Whether more than closing punctuation follows on the line: suggestions there keep their own confidence threshold. */
export function isMidLine(caret: Caret): boolean {
  return !closingPunctuation.test(lineSuffix(caret));
}

/** Whether closing brackets follow the caret on its line, and nothing else. */
export function endsInClosers({ after }: Caret): boolean {
  return closersOf(after) !== '';
}

/** The closing brackets right after the caret; '' if something else follows on the line. */
export function closersOf(after: string): string {
  return /^[)\]}]+(?=[^\S\r\n]*(?:[\r\n]|$))/u.exec(after)?.[0] ?? '';
}

/** A low surrogate, combining mark, variation selector or joiner belongs to the character before it. */
function startsInsideCharacter(after: string): boolean {
  return /^[\p{M}\u200d\udc00-\udfff]/u.test(after);
}
