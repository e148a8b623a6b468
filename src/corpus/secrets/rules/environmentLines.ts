// Lines that are a name and a value, as of a file for the environment: NAME=value.

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
