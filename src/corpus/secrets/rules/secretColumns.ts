// Cells below a heading "password" in a Markdown table or in comma- or tab-separated values, and below a statement that copies rows.
import type { Rule, Search } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { foreignStarts, passwordWord, secretWord } from '../names/passwordWord.ts';
import { dateOrTime } from './insertedPasswords.ts';
import { isChosenPassword, isConfiguredSecret, isNamedSecret } from '../judge/secretValue.ts';
import { isJoinedPassphrase } from '../judge/passphrase.ts';
import { isRandomKey } from '../judge/drawnKeys.ts';
import { isLabel } from '../judge/placeholders.ts';
import { isAt } from '../sticky.ts';
import { endOfLine } from './valueEnds.ts';

/** Files whose tables may have a column of passwords. */
export const tabularFile = /\.(?:md|markdown|csv|tsv|txt|rst|adoc|org|feature|tex|sql|psql|pgsql|dump)$/i;
/** How these words begin. */
const columnWords: readonly string[] =
  'pass pwd pw psk mdp pin puk secret api_ api- apik access_ access- accessk privat encryption signing master credentials totp token kennwort mot_ mot- motd mots phrase'
    .split(' ')
    .concat(['mot de', 'api ', 'access '], foreignStarts);
/** Ends a heading. */
const headingEnd = new RegExp(
  `(?<=^["'\`*_ ]{0,8}(?:[\\w -]{0,60}[ _-])?(?:${secretWord}|${passwordWord}|credentials|totp|(?<=_)pass|secret[ _-]value))`,
  'iy',
);
/** Results and filters have such a heading, too: tests_pass, low_pass. */
const measuredHeading = /_pass["'`*_ ]*$/i;
const measure = /^[\d.,e%+-]+$/i;
/** Its cells may be any word, where a line below tells that it is a heading. */
const passwordHeading = new RegExp(`^["'\`*_ ]{0,8}(?:[a-z-]{1,20} ){0,2}(?:${passwordWord})["'\`*_ ]{0,8}$`, 'i');
/** The line between headings and rows. */
const headingLine = /^[ \t:+=|-]{3,500}$/;
/** In a table for people, its cells may name a kind of key: AES-256-GCM. */
const kindHeading = /(?:credentials|(?:private|encryption|signing)[ ._-]?key)["'`*_ ]*$/i;
/** In a table without separated values and without users, this may be a result. */
const shortHeading = /^(?:pass|pw|psk|mdp|pin|puk)\d?$/i;
const userHeading = /^(?:user(?:name)?|login|account|e-?mail)$/i;
const separators = ['!!', '||', '|', ',', '\t', ';'];
/** Headings in wikis have separators of their own. */
const rowSeparators: Readonly<Record<string, string>> = { '!!': '||', '||': '|' };
const longestHeading = 500;
/** A longer cell is no heading. */
const longestHeadingCell = 100;

/** Of rows that an SQL statement copies: COPY users (name, password) FROM stdin; up to the line `\.`. */
interface CopiedColumns {
  readonly separator: string;
  /** Of the columns that hold secrets. */
  readonly indexes: Pick<ReadonlySet<number>, 'has'>;
}

/** Longer statements are not read. */
const longestCopyStatement = 4000;
const statement =
  /^[ \t]*\\?copy[ \t]+[\w."]{1,200}[ \t]*\((?<names>[^()]+)\)[ \t]+from[ \t]+(?:stdin|pstdin)\b(?<options>[^\n]*)$/i;
const delimiter = /delimiters?[ \t]+(?:as[ \t]+)?e?'(?<sign>\\t|[^'\\])'/i;
const copiedName = new RegExp(`${secretWord}|pass(?![a-z])`, 'i');
/** Names of columns about a secret. */
const otherName = /(?:_at|_on|_date|_time|_type|_count|_id|_hint|_expir\w{0,10})"?$/i;

/** The columns of secrets in the rows below a line, if the line copies any. */
function copiedColumns(line: string): CopiedColumns | undefined {
  const match = statement.exec(line);
  if (!match) return undefined;
  const { names, options } = match.groups as { names: string; options: string };
  const indexes = new Set<number>();
  for (const [index, name] of names.split(',').entries()) {
    if (copiedName.test(name) && !otherName.test(name.trim())) indexes.add(index);
  }
  const sign = delimiter.exec(options)?.groups!['sign'];
  const separator = sign === undefined ? (/\bcsv\b/i.test(options) ? ',' : '\t') : sign.replace('\\t', '\t');
  return indexes.size === 0 ? undefined : { separator, indexes };
}

/** Whether the rows end before a line. */
function endsCopiedRows(line: string): boolean {
  return line.trim() === '' || line.startsWith('\\.');
}

function isCopiedSecret(cell: string): boolean {
  return isConfiguredSecret(cell) && !dateOrTime.test(cell);
}

/** The headings of the columns that hold secrets in the current table, by their index, by the separator of the headings. */
type Columns = Map<string, Map<number, Heading>>;

interface Heading {
  readonly text: string;
  /** Its cells may be any word. */
  readonly isOfWords: boolean;
}

/** `starts`: where the words of headings may begin. Takes time linear in the text. */
function findSecretColumns(text: string, { starts }: Search, path: string): SecretSpan[] {
  if (!tabularFile.test(path)) return [];
  const found: SecretSpan[] = [];
  const columns: Columns = new Map();
  let copied: CopiedColumns | undefined;
  const isSeparated = /\.[ct]sv$/i.test(path);
  let next = 0;
  for (let start = 0; start < text.length;) {
    // Outside a table, nothing is of interest but the next word of a heading.
    if (columns.size === 0 && !copied) {
      while (next < starts.length && starts[next]! < start) next++;
      if (next === starts.length) break;
      start = text.lastIndexOf('\n', starts[next]!) + 1;
    }
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    for (const [separator, indexes] of columns) {
      // A line between two rows of a wiki's table, or of one that is drawn.
      if (/^\|-|^\s*\+[-=+:]{3,400}$/.test(line)) continue;
      if (!line.includes(separator)) columns.delete(separator);
      else {
        const isSecret = (text: string, index: number): boolean =>
          fitsHeading(text, indexes.get(index)!.text, isSeparated) &&
          (isCellSecret(text, isSeparated) ||
            (indexes.get(index)!.isOfWords && !isLabel(text) && isConfiguredSecret(text)));
        found.push(...secretCells(line, start, { separator, indexes }, isSecret));
      }
    }
    if (copied && endsCopiedRows(line)) copied = undefined;
    if (copied) found.push(...secretCells(line, start, copied, isCopiedSecret));
    while (next < starts.length && starts[next]! < start) next++;
    if (line.length <= longestCopyStatement && next < starts.length && starts[next]! < end) {
      copied ??= copiedColumns(line);
      if (line.length <= longestHeading && !copied) {
        const isTable = isSeparated || headingLine.test(text.slice(end + 1, endOfLine(text, end + 1)));
        addHeadings(line, columns, { isSeparated, isTable });
      }
    }
    start = end + 1;
  }
  return found;
}

function addHeadings(
  line: string,
  columns: Columns,
  { isSeparated, isTable }: { readonly isSeparated: boolean; readonly isTable: boolean },
): void {
  const separator = separators.find((sign) => line.includes(sign));
  if (separator === undefined) return;
  const rowSeparator = rowSeparators[separator] ?? separator;
  const cells = cellsOf(line, 0, separator);
  const mayBeShort = isSeparated || (separator !== ',' && cells.some(({ text }) => userHeading.test(text)));
  for (const [index, { text }] of cells.entries()) {
    if (text.length > longestHeadingCell) continue;
    if (!isHeading(text) && !(mayBeShort && shortHeading.test(text))) continue;
    const heading = { text, isOfWords: isTable && passwordHeading.test(text) };
    columns.set(rowSeparator, (columns.get(rowSeparator) ?? new Map<number, Heading>()).set(index, heading));
  }
}

function secretCells(
  line: string,
  start: number,
  { separator, indexes }: CopiedColumns,
  isSecret: (text: string, index: number) => boolean,
): SecretSpan[] {
  return cellsOf(line, start, separator)
    .filter((cell, index) => indexes.has(index) && isSecret(cell.text, index))
    .map((cell) => ({ start: cell.start, end: cell.start + cell.text.length, rule: 'password-column' }));
}

function isHeading(text: string): boolean {
  return isAt(headingEnd, text, contentOf(text, /[\s"'`*_]/)[1]);
}

/** What some headings say of the cells below them. */
function fitsHeading(text: string, heading: string, isSeparated: boolean): boolean {
  if (measuredHeading.test(heading) && measure.test(text)) return false;
  return (
    isSeparated || !kindHeading.test(heading) || isChosenPassword(text) || (text.length >= 16 && isRandomKey(text))
  );
}

/** A cell of a table may hold prose; one of separated values may be any number. */
function isCellSecret(text: string, isSeparated: boolean): boolean {
  if (isSeparated && /^\d{4,8}$/.test(text)) return true;
  return isJoinedPassphrase(text) || isNamedSecret(text, { mayBeWords: isSeparated });
}

function cellsOf(line: string, start: number, separator: string): { readonly text: string; readonly start: number }[] {
  let at = start;
  return splitCells(line, separator).map((cell) => {
    const [from, to] = contentOf(cell);
    const found = { text: cell.slice(from, to), start: at + from };
    at += cell.length + separator.length;
    return found;
  });
}

/** The range of a cell without the signs around it. */
function contentOf(cell: string, signs = /[\s"'`]/): readonly [number, number] {
  let from = 0;
  let to = cell.length;
  while (from < to && signs.test(cell[from]!)) from++;
  while (to > from && signs.test(cell[to - 1]!)) to--;
  return [from, to];
}

/** A cell in quotes may contain the separator. */
function splitCells(line: string, separator: string): string[] {
  if (!line.includes('"') || separator === '|') return line.split(separator);
  const cells: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    if (isQuoted || line[at] !== separator) continue;
    cells.push(line.slice(start, at));
    start = at + 1;
  }
  return [...cells, line.slice(start)];
}

export const secretColumns: Rule = {
  name: 'password-column',
  words: columnWords,
  seesDocument: true,
  find: findSecretColumns,
  masks: [
    '| user | password |\n|---|---|\n| bob | «hunter2-x9Qz» |\n',
    { path: 'a.rst', text: '+---+---+\n| user | password |\n+===+===+\n| bob | «hunter2-x9Qz» |\n+---+---+\n' },
    '| wiki | user | password |\n|---|---|---|\n| Wiki | bob | «cloud-Cuckoo» |\n',
    { path: 'a.csv', text: 'bank;kennwort;pin\nNord;«Muschel84»;«70146»\n' },
    '| user | password |\n|---|---|\n| bob | «river-meadow-umbrella-island» |\n',
    '| user | private key |\n|---|---|\n| bob | «hunter2-x9Qz» |\n',
    '| user | private key |\n|---|---|\n| bob | «9f3ab2c47d1e8f60a5b47d1e8f60a5b4» |\n',
    { path: 'a.csv', text: 'name,smtp_pass\nbob,«Kirsche42»\n' },
    { path: 'a.csv', text: 'name,totp\nbob,«H5T5B3LBC77RORTY»\n' },
    { path: 'a.csv', text: '"name","password"\n"bob","«Kirschen»"\n' },
    { path: 'a.csv', text: 'sim;pin1\nNord;«70146»\n' },
  ],
  leaves: [
    '| what | next pass |\n|---|---|\n| tests | explicitly42 |\n',
    { path: 'a.csv', text: 'name,password_policy,password\nbob,Kirschen,\n' },
    { path: 'a.csv', text: 'hz,low_pass,high_pass\n1,4400,12000\n' },
    { path: 'a.csv', text: 'suite,tests_pass,tests_fail\nunit,12345,2\n' },
    '| service | Credentials |\n|---|---|\n| mail | OAuth2 |\n',
    '| host | Private key | Encryption key |\n|---|---|---|\n| db | 2048bit+ | AES-256-GCM |\n',
    '| field | type |\n|---|---|\n| password | string |\n| attempts | number |\n',
  ],
};
