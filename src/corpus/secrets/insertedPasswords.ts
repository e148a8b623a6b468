// Passwords that an SQL statement inserts: INSERT INTO users (name, password) VALUES ('bob', '…').
import type { SecretSpan } from './secretSpan.ts';
import { isConfiguredSecret, isQuotedSecret } from './secretValue.ts';
import { secretWord } from './secretWord.ts';
import { matchesAt } from './wordScanner.ts';

/** How the statement begins. */
export const insertWords: readonly string[] = ['insert', 'replace'];
const statement =
  /(?:insert|replace)\s{1,9}(?:ignore\s{1,9})?into\s{1,9}[\w."`[\]]{1,100}\s{0,9}\((?<names>[^()]{1,1000})\)\s{0,9}values\s{0,9}/iy;
const row = /\(((?:'(?:[^'\n]|'')*'|"[^"\n]*"|[^()'"])*)\)\s*,?\s*/y;
const cell = /\s*(?:'(?<single>(?:[^'\n]|'')*)'|"(?<double>[^"\n]*)"|[^,'"]*)\s*(?:,|$)/y;
const secretName = new RegExp(`(?:${secretWord}|pass)`, 'i');

/** `starts`: where the statement may begin. Takes time linear in the text. */
export function findInsertedPasswords(text: string, starts: readonly number[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (const match of matchesAt(text, statement, starts)) {
    const columns = match.groups!['names']!.split(',').map((name) => secretName.test(name));
    if (!columns.includes(true)) continue;
    let at = match.index + match[0].length;
    for (let values = exec(row, text, at); values; values = exec(row, text, at)) {
      found.push(...secretCells(values[1]!, at + 1, columns));
      at += values[0].length;
    }
  }
  return found;
}

function secretCells(values: string, start: number, columns: readonly boolean[]): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (let at = 0, index = 0; at < values.length; index++) {
    const match = exec(cell, values, at);
    if (!match || match[0] === '') break;
    const value = match.groups!['single'] ?? match.groups!['double'];
    if (columns[index] && value !== undefined && isQuotedSecret(value, true) && isConfiguredSecret(value)) {
      const from = start + at + match[0].indexOf(value);
      found.push({ start: from, end: from + value.length, rule: 'database-password' });
    }
    at += match[0].length;
  }
  return found;
}

function exec(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
