// The caret in its text, and whether a suggestion may stand there at all.

export interface Caret {
  readonly before: string;
  readonly after: string;
}

/** The caret's line up to the caret. */
export function linePrefix({ before }: Caret): string {
  return before.slice(lastLineStart(before));
}

/** What stands behind the caret on its line, without blanks around it. */
export function lineSuffix({ after }: Caret): string {
  return firstLine(after).trim();
}

/** Leading blanks. */
export function indentationOf(line: string): string {
  return /^[^\S\r\n]*/u.exec(line)![0];
}

/** The first line below the caret's that is not blank, without blanks around it; empty if there is none. */
export function nextNonBlankLine({ after }: Caret): string {
  const lines = after.split(lineEnd);
  return (
    lines
      .slice(1)
      .find((line) => line.trim() !== '')
      ?.trim() ?? ''
  );
}

export const lineEnd = /\r\n|\r|\n/u;

export function firstLine(text: string): string {
  return text.slice(0, text.search(/[\r\n]|$/u));
}

function lastLineStart(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
}

/** Only closing brackets, quotes and comments, and marks that end a phrase: all that a suggestion may be put in front of. */
const closing = /^[\s\p{Pe}\p{Pf}>"'`;:,.!?*/。，、；：！？]*(?:--+>)?\s*$/u;

/** False in mid-word or mid-character, and in mid-line unless only closing punctuation follows. */
export function maySuggestAt(caret: Caret): boolean {
  return closing.test(lineSuffix(caret)) && !startsInsideCharacter(caret.after);
}

/** A low surrogate, combining mark, variation selector or joiner belongs to the character before it. */
function startsInsideCharacter(after: string): boolean {
  return /^[\p{M}\u200d\udc00-\udfff]/u.test(after);
}
