// The lines of a list, mapping or section below its heading, however many.
import { endOfLine, lines } from './valueEnds.ts';

interface Row {
  /** In UTF-16 units. */
  readonly start: number;
  readonly text: string;
}

/** What ends the rows: less indentation than `deeperThan` columns, or a line that `isEnd` accepts. */
export interface RowsEnd {
  readonly deeperThan?: number;
  readonly isEnd?: (line: string) => boolean;
}

const indentation = /[ \t]*/y;
/** Blank lines and comments do not end a block. */
const nothing = /^\s*(?:#|\/\/|;|$)/;

export function* rowsBelow(text: string, from: number, { deeperThan = -1, isEnd }: RowsEnd): Generator<Row> {
  for (let start = from; start < text.length;) {
    const next = endOfLine(text, start);
    const row = { start, text: text.slice(start, next) };
    if (!nothing.test(row.text)) {
      if (indentAt(text, start) <= deeperThan || isEnd?.(row.text)) return;
      yield row;
    }
    start = next + 1;
  }
}

/** Returns the columns of blanks that the line around a position begins with. The positions must ascend. */
export function indents(text: string): (at: number) => number {
  const lineAt = lines(text);
  let known = { start: -1, columns: 0 };
  return (at) => {
    const { start } = lineAt(at);
    if (start !== known.start) known = { start, columns: indentAt(text, start) };
    return known.columns;
  };
}

/** Columns of blanks that a line begins with. `start`: of the line. */
export function indentAt(text: string, start: number): number {
  indentation.lastIndex = start;
  return indentation.exec(text)![0].length;
}
