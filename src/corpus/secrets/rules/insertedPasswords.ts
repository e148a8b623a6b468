// Passwords that an SQL statement inserts: INSERT INTO users (name, password) VALUES ('bob', '…'). Without the names of the columns, any
// string in a table of users may be one.
import type { Rule } from './rule.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { isChosenPassword, isConfiguredSecret } from '../judge/secretValue.ts';
import { secretWord } from '../names/passwordWord.ts';
import { matchesAt, type Places } from '../workLimit.ts';

/** How the statement begins. */
const insertWords: readonly string[] = ['insert', 'replace'];
const statement =
  /(?:insert|replace)\s{1,9}(?:ignore\s{1,9})?into\s{1,9}(?<table>[\w."`[\]]{1,100})\s{0,9}(?:\((?<names>[^()]{1,1000})\)\s{0,9})?values\s{0,9}/iy;
const secretName = new RegExp(`(?:${secretWord}|pass)`, 'i');
const userTable = /(?:users?|accounts?|logins?|credentials)["`\]]?$/i;
export const dateOrTime = /^\d{4}-\d\d-\d\d/;
/** A string, in which a quote is doubled; a bracket or comma; or other text between them, but not the next statement. */
const piece = /'(?<single>(?:[^'\n]|'')*)'|"(?<double>[^"\n]*)"|(?<sign>[(),])|(?:(?!\binto\b)[^'"(),])+/iy;
/** Between two rows. */
const nextRow = /\s{0,40},?\s{0,40}(?=\()/y;

/** `places`: where the statement may begin. Takes time linear in the text: each row is read once. */
function findInsertedPasswords(text: string, places: Places): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of matchesAt(text, statement, places)) {
    const { names, table } = match.groups as { names: string | undefined; table: string };
    const columns = names?.split(',').map((name) => secretName.test(name));
    if (columns ? !columns.includes(true) : !userTable.test(table)) continue;
    const isSecret = (value: string, column: number): boolean =>
      columns ? columns[column] === true && isConfiguredSecret(value) : isAnySecret(value);
    let at: number | undefined = match.index + match[0].length;
    while (at !== undefined && text[at] === '(') at = readRow(text, at, isSecret, found);
  }
  return found;
}

function isAnySecret(value: string): boolean {
  return isChosenPassword(value) && !dateOrTime.test(value);
}

/** Returns where the next row may begin. Undefined: the row does not end. */
function readRow(
  text: string,
  at: number,
  isSecret: (value: string, column: number) => boolean,
  found: SecretSpan[],
): number | undefined {
  let depth = 0;
  let column = 0;
  for (piece.lastIndex = at; ;) {
    const from = piece.lastIndex;
    const match = piece.exec(text);
    if (!match) return undefined;
    const { single, double, sign } = match.groups!;
    const value = single ?? double;
    if (sign === '(') depth++;
    else if (sign === ')' && --depth === 0) break;
    else if (sign === ',' && depth === 1) column++;
    else if (value !== undefined && isSecret(value, column)) {
      found.push({ start: from + 1, end: from + 1 + value.length, rule: 'database-password' });
    }
  }
  nextRow.lastIndex = piece.lastIndex;
  return nextRow.test(text) ? nextRow.lastIndex : piece.lastIndex;
}

export const insertedPasswords: Rule = {
  name: 'database-password',
  words: insertWords,
  seesDocument: true,
  find: findInsertedPasswords,
  masks: [
    "INSERT INTO users (name, password) VALUES ('bob', '«hunter2-x9Qz»');",
    "INSERT INTO shop.users VALUES (1, 'bob@example.org', '«Harbor8328!»', '2024-05-11 10:00', now());",
  ],
  leaves: [
    "INSERT INTO users (name, mail) VALUES ('bob', 'hunter2-x9Qz');",
    "INSERT INTO rooms VALUES ('Harbor8328!');",
  ],
};
