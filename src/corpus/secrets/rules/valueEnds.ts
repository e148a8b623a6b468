// Where lines and values without quotes end. Each position is looked at once, also where values are dense.
import type { Range } from './quotedValue.ts';

/** An apostrophe may stand within a word. */
const bare = /(?:[^\s"'`<>]|(?<=\w)'(?=\w))+/y;

/** Returns the line around a position, without its line end. The positions must ascend. */
export function lines(text: string): (at: number) => Range {
  let line: Range = { start: 0, end: endOfLine(text, 0) };
  return (at) => {
    while (line.end < at) line = { start: line.end + 1, end: endOfLine(text, line.end + 1) };
    return line;
  };
}

export function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/**
 * Returns the end of the word without blanks and quotes that begins or goes on at a position, without the signs that end a sentence or
 * a list. The positions must ascend.
 */
export function wordEnds(text: string): (start: number) => number {
  let [end, withoutPunctuation] = [-1, -1];
  return (start) => {
    if (start >= end) {
      bare.lastIndex = start;
      end = withoutPunctuation = start + (bare.exec(text)?.[0].length ?? 0);
      while (withoutPunctuation > start && ',;.)]}'.includes(text[withoutPunctuation - 1]!)) withoutPunctuation--;
    }
    return Math.max(start, withoutPunctuation);
  };
}

/** `NAME=value` alone on its line: the value is all that follows, blanks and signs included. */
export function isEnvironmentName(before: string, assigned: string, isProperty: boolean): boolean {
  if (
    /^\s*(?:export\s+|set\s+|-\s+|ENV\s+|ARG\s+)?[A-Z0-9_]*$/.test(before) &&
    /^[A-Z0-9_]+[ \t]*[:?]?=[ \t]*$/.test(assigned)
  )
    return true;
  return /^\s*[\w.-]*$/.test(before) && (isProperty ? /^[\w.-]+[ \t]*[=:][ \t]*$/ : /^[\w.-]+=$/).test(assigned);
}

/** Without a comment at the end of the line. */
export function environmentEnd(text: string, start: number, lineEnd: number): number {
  const value = text.slice(start, lineEnd);
  const commentAt = value.search(/\s#/);
  return start + (commentAt === -1 ? value : value.slice(0, commentAt)).trimEnd().length;
}
