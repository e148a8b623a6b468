// Cells below a heading "password" in a Markdown table or in comma- or tab-separated values.
import type { Pause } from '../pauses.ts';
import type { SecretSpan } from './secretSpan.ts';
import { isBareSecret } from './secretValue.ts';
import { secretWord } from './secretWord.ts';

/** Files whose tables may have a column of passwords. */
export const tabularFile = /\.(?:md|markdown|csv|tsv|txt|rst|adoc|org)$/i;
const anySecretWord = new RegExp(secretWord, 'i');
const heading = new RegExp(`^["'\`*_ ]*(?:[\\w -]*[ _-])?(?:${secretWord})["'\`*_ ]*$`, 'i');
const separators = ['|', ',', '\t', ';'];
const longestHeading = 500;
/** A longer cell is no heading. */
const longestHeadingCell = 100;
const linesBetweenPauses = 100;

/** The columns of the current table that hold secrets, by the separator of their heading. */
type Columns = Map<string, Set<number>>;

/** `text`: a whole document: the heading may be far above. Takes time linear in the text. */
export async function findSecretColumns(text: string, path: string, pause?: Pause): Promise<SecretSpan[]> {
  if (!tabularFile.test(path) || !anySecretWord.test(text)) return [];
  const found: SecretSpan[] = [];
  const columns: Columns = new Map();
  let lines = 0;
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    const line = text.slice(start, end);
    for (const [separator, indexes] of columns) {
      if (!line.includes(separator)) columns.delete(separator);
      else found.push(...secretCells(line, start, separator, indexes));
    }
    if (line.length <= longestHeading && anySecretWord.test(line)) addHeadings(line, columns);
    start = end + 1;
    if (++lines % linesBetweenPauses === 0) await pause?.();
  }
  return found;
}

function addHeadings(line: string, columns: Columns): void {
  const separator = separators.find((sign) => line.includes(sign));
  if (separator === undefined) return;
  for (const [index, { text }] of cellsOf(line, 0, separator).entries()) {
    if (text.length > longestHeadingCell || !heading.test(text)) continue;
    columns.set(separator, (columns.get(separator) ?? new Set()).add(index));
  }
}

function secretCells(line: string, start: number, separator: string, columns: ReadonlySet<number>): SecretSpan[] {
  return cellsOf(line, start, separator)
    .filter((cell, index) => columns.has(index) && isBareSecret(cell.text, true))
    .map((cell) => ({ start: cell.start, end: cell.start + cell.text.length, rule: 'password-column' }));
}

function cellsOf(line: string, start: number, separator: string): { readonly text: string; readonly start: number }[] {
  let at = start;
  return line.split(separator).map((cell) => {
    const trimmed = cell.trim().replace(/^["'`]+|["'`]+$/g, '');
    const found = { text: trimmed, start: at + cell.indexOf(trimmed) };
    at += cell.length + separator.length;
    return found;
  });
}
