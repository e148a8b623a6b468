// Values that go on on the next line: a backslash ends the line before, as in files of properties, shells and string literals.

/** Lines, and characters of a line. */
const most = { lines: 20, length: 1000 };
/** Properties lose their indentation. In a shell, a word after an indentation is another one. */
const wholeLine = new RegExp(String.raw`[^\n]{0,${most.length}}`, 'y');
const restOfWord = new RegExp(String.raw`[^\s"'\x60<>]{0,${most.length}}`, 'y');

/**
 * Returns where a value without quotes ends that reaches `end` on its first line. `isProperty`: the line is a name and a value. Many
 * values may end at the same place, which is looked at once.
 */
export function continuedEnds(text: string): (end: number, isProperty: boolean) => number {
  let last: { readonly end: number; readonly isProperty: boolean; readonly continued: number } | undefined;
  return (end, isProperty) => {
    if (last?.end !== end || last.isProperty !== isProperty) {
      last = { end, isProperty, continued: continuedEnd(text, end, isProperty) };
    }
    return last.continued;
  };
}

function continuedEnd(text: string, end: number, isProperty: boolean): number {
  const pattern = isProperty ? wholeLine : restOfWord;
  let at = end;
  for (let line = 0; line < most.lines && isContinued(text, at); line++) {
    pattern.lastIndex = at + 1;
    if (pattern.exec(text)![0] === '') break;
    at = pattern.lastIndex;
  }
  return at;
}

/** Whether an odd number of backslashes ends the line. */
function isContinued(text: string, end: number): boolean {
  let start = end;
  while (text[start - 1] === '\\') start--;
  return text[end] === '\n' && (end - start) % 2 === 1;
}

/** Without line ends after backslashes. */
export function joinLines(value: string): string {
  return value.replace(/\\\n[ \t]*/g, '');
}
