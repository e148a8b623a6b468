// Rows that an SQL statement copies: COPY users (name, password) FROM stdin; up to the line `\.`.
import { isConfiguredSecret } from '../judge/secretValue.ts';
import { secretWord } from '../names/secretWord.ts';

export interface CopiedColumns {
  readonly separator: string;
  /** Of the columns that hold secrets. */
  readonly indexes: ReadonlySet<number>;
}

/** Longer statements are not read. */
export const longestCopyStatement = 4000;
const statement =
  /^[ \t]*\\?copy[ \t]+[\w."]{1,200}[ \t]*\((?<names>[^()]+)\)[ \t]+from[ \t]+(?:stdin|pstdin)\b(?<options>[^\n]*)$/i;
const delimiter = /delimiters?[ \t]+(?:as[ \t]+)?e?'(?<sign>\\t|[^'\\])'/i;
const secretName = new RegExp(`${secretWord}|pass(?![a-z])`, 'i');
/** Names of columns about a secret. */
const otherName = /(?:_at|_on|_date|_time|_type|_count|_id|_hint|_expir\w{0,10})"?$/i;
const dateOrTime = /^\d{4}-\d\d-\d\d/;

/** The columns of secrets in the rows below a line, if the line copies any. */
export function copiedColumns(line: string): CopiedColumns | undefined {
  const match = statement.exec(line);
  if (!match) return undefined;
  const { names, options } = match.groups as { names: string; options: string };
  const indexes = new Set<number>();
  for (const [index, name] of names.split(',').entries()) {
    if (secretName.test(name) && !otherName.test(name.trim())) indexes.add(index);
  }
  const sign = delimiter.exec(options)?.groups!['sign'];
  const separator = sign === undefined ? (/\bcsv\b/i.test(options) ? ',' : '\t') : sign.replace('\\t', '\t');
  return indexes.size === 0 ? undefined : { separator, indexes };
}

/** Whether the rows end before a line. */
export function endsCopiedRows(line: string): boolean {
  return line.trim() === '' || line.startsWith('\\.');
}

export function isCopiedSecret(cell: string): boolean {
  return isConfiguredSecret(cell) && !dateOrTime.test(cell);
}
