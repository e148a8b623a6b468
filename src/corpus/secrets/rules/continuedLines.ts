// Values that go on on the next line: a backslash ends the line before, as in files of properties, shells and string literals.

/** Lines, and characters of a line. */
const most = { lines: 20, length: 1000 };
/** Properties lose their indentation. In a shell, a word after an indentation is another one. */
const wholeLine = new RegExp(String.raw`[^\n]{0,${most.length}}`, 'y');
const restOfWord = new RegExp(String.raw`[^\s"'\x60<>]{0,${most.length}}`, 'y');

/**
 * Returns where a value without quotes ends that reaches `end` on its first line. `isProperty`: the line is a name and a value. The
 * positions must ascend, so that each line is looked at once, also where values on many lines go on.
 */
export function continuedEnds(text: string): (end: number, isProperty: boolean) => number {
  const [words, wholeLines] = [continuedIn(text, restOfWord), continuedIn(text, wholeLine)];
  return (end, isProperty) => (isProperty ? wholeLines : words)(end);
}

/** `pattern`: what goes on on a line. */
function continuedIn(text: string, pattern: RegExp): (end: number) => number {
  /** Where the lines of the last value end, as far as is known. */
  let ends: number[] = [];
  let first = 0;
  return (end) => {
    while (first < ends.length && ends[first]! < end) first++;
    if (ends[first] !== end) [ends, first] = [[end], 0];
    let line = first;
    for (; line < first + most.lines; line++) {
      ends[line + 1] ??= nextEnd(text, ends[line]!, pattern) ?? ends[line]!;
      if (ends[line + 1] === ends[line]) break;
    }
    return ends[line]!;
  };
}

/** Undefined: the value ends at `end`. */
function nextEnd(text: string, end: number, pattern: RegExp): number | undefined {
  if (!isContinued(text, end)) return undefined;
  pattern.lastIndex = end + 1;
  return pattern.exec(text)![0] === '' ? undefined : pattern.lastIndex;
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
