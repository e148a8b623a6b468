// Percent-encoded strings in addresses (RFC 3986): the rules see them decoded.
import { createSearch } from '../search.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { isAt } from '../sticky.ts';
import { loginRules } from './logins.ts';
import { noteRules } from './notes.ts';
import { placeRules } from './passwordPlaces.ts';
import { randomStrings } from './randomStrings.ts';
import type { Rule, Search } from './rule.ts';
import { codeRules } from './sourceCode.ts';
import { tokens } from './tokens.ts';

interface EncodedString {
  /** Half-open range of UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly decoded: string;
}

/** From a percent sign on. The characters before it are searched backwards. */
const encoded = /(?:%[0-9A-Fa-f]{2}[\w.~!*+-]*)+/y;
const unreserved = /[\w.~!*+-]/;
const encodedSign = /%(?:2[BFbf14]|3[ADad]|40)/;
const shortest = 16;

/** Strings with an encoded sign of base 64 or of a token: `+`, `/`, `=`, `:`, `@`, `$`, `!`. Takes time linear in the text. */
function decodedStrings(text: string): EncodedString[] {
  if (!encodedSign.test(text)) return [];
  const found: EncodedString[] = [];
  for (let at = text.indexOf('%'), last = 0; at !== -1; at = text.indexOf('%', Math.max(at + 1, last))) {
    if (!isAt(encoded, text, at)) continue;
    let start = at;
    while (start > last && unreserved.test(text[start - 1]!)) start--;
    last = encoded.lastIndex;
    if (last - start < shortest || !encodedSign.test(text.slice(start, last))) continue;
    const decoded = text
      .slice(start, last)
      .replace(/%([2-7][0-9A-Fa-f])/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
    found.push({ start, end: last, decoded });
  }
  return found;
}

const searchDecoded = createSearch([tokens, randomStrings, ...loginRules, ...placeRules, ...noteRules, ...codeRules]);
/** Work for a string, without its length. */
const encodedUnits = 15;

/** All encoded strings are searched as one text, a line for each. */
function findEncodedStrings(text: string, { spend }: Search, path: string): SecretSpan[] {
  const strings = decodedStrings(text).filter(({ start, end }) => spend(start, encodedUnits + ((end - start) >> 2)));
  if (strings.length === 0) return [];
  const lineStarts: number[] = [];
  let lines = '';
  for (const { decoded } of strings) {
    lineStarts.push(lines.length);
    lines += `${decoded}\n`;
  }
  let line = 0;
  const lineAt = (at: number): number => {
    if (lineStarts[line]! > at) line = 0;
    while (line + 1 < lineStarts.length && lineStarts[line + 1]! <= at) line++;
    return line;
  };
  const inText = (at: number, units: number): boolean => spend(strings[lineAt(at)]!.start, units);
  return searchDecoded(lines, path, { limit: { spend: inText } }).map(({ start: at, rule }) => {
    const { start, end } = strings[lineAt(at)]!;
    return { start, end, rule };
  });
}

export const encodedStrings: Rule = {
  name: 'encoded-string',
  words: [],
  find: findEncodedStrings,
  masks: ['https://a.example/?u=«postgres%3A%2F%2Fbob%3Ahunter2-x9Qz%40db.example.com%2Fx»'],
  leaves: ['https://a.example/?u=http%3A%2F%2Fb.example.com%2Fdocs'],
};
