// Strings that something divides: literals that code joins ('sk_live_' + 'Ab3…'), and words with a line end or an empty part of a template
// in them. A secret that is divided among them is found in the joined text.
import { createSearch } from '../search.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { assignedValues } from './assignedValues.ts';
import { sourceFile } from './bareValue.ts';
import { randomStrings } from './randomStrings.ts';
import type { Rule, Search } from './rule.ts';
import { tokens } from './tokens.ts';

/** Half-open range of UTF-16 units. */
interface Piece {
  readonly start: number;
  readonly end: number;
}

interface JoinedLiterals {
  /** The contents of the literals, without quotes, in order. */
  readonly pieces: readonly Piece[];
  /** What stands before the first literal on its line, the joined contents as one literal, and its closing quote. */
  readonly text: string;
  /** Where the joined contents are in `text`. */
  readonly joined: Piece;
}

/** The end of a line in code, and what the next one may begin with in a comment, a diff or a mail. */
const newLine = String.raw`\n[ \t>*#/+-]*`;
/** Between two literals: an operator of any language, a call or statement that appends, or only a line end. */
const joint = new RegExp(
  [
    String.raw`(["'\x60])(?:[ \t]*(?:\+|\.{1,2}|&|<>|\\|\|\|)[ \t]*(?:[\\_]?${newLine})?`,
    String.raw`[ \t]*${newLine}(?:(?:\.{1,2}|&|<>|\|\|)[ \t]*)?`,
    String.raw`\)\s{0,40}\.(?:append|concat)\(`,
    String.raw`;?\n[ \t]*[\w.$]{1,40}[ \t]*(?:[+.&]=|<<)[ \t]*)[bruf@]{0,2}\1`,
  ].join('|'),
  'g',
);
const onlyLineEnd = /^["'`][ \t]*\n[ \t>*#/+-]*[bruf@]{0,2}["'`]$/;
/** Within a word: a line end after a backslash or that a browser may add, an empty part of a template. */
const invisible = /(?:\\\n[ \t]*|<wbr>|\$\{(?:""|'')\})/g;
const content = /[\w+/=.~:@!#$%^&*\\-]/;
/** Lists of literals that are joined with nothing between them. Most texts do not hold their words, and are not searched. */
const items = String.raw`(?:\s*(["'\x60])[\w+/=.~:@!#$%^&*-]+\1,?)+\s*`;
const joinedLists: readonly { readonly word: string; readonly list: RegExp }[] = [
  { word: '].join(', list: new RegExp(String.raw`\[${items}\]\.join\((["'\x60])\2\)`, 'g') },
  { word: '.join(', list: new RegExp(String.raw`\.join\((?<=(?:""|'')\.join\()[[(]${items}[\])]\)`, 'g') },
  { word: 'listOf(', list: new RegExp(String.raw`\blistOf\(${items}\)\.joinToString\(""\)`, 'g') },
  { word: 'concat', list: new RegExp(String.raw`\bconcat!?\(${items}\)`, 'g') },
];
const listWords = joinedLists.map(({ word }) => word);
const literal = /(["'`])([^"'`]+)\1/g;
const longestPiece = 500;
/** Code before the first literal, which may name it. */
const longestBefore = 200;

/** All literals that are joined with another one, and consist of characters of keys and passwords. Linear in the text. */
function findJoinedLiterals(text: string, isSource: boolean, mayHaveLists: boolean): JoinedLiterals[] {
  const found = [
    ...chains(text, joint, (left, right, between) => {
      const isLiteral = text[left.start - 1] === between[0] && text[right.end] === between[0];
      return isLiteral && (isSource || !onlyLineEnd.test(between));
    }),
    ...chains(text, invisible, () => true),
  ];
  for (const { word, list } of joinedLists) {
    if (!mayHaveLists || !text.includes(word)) continue;
    for (const { index, 0: items } of text.matchAll(list)) {
      const ranges = [...items.matchAll(literal)].map(({ index: at, 2: part }) => ({
        start: index + at + 1,
        end: index + at + 1 + part!.length,
      }));
      if (ranges.length > 1) found.push(join(text, ranges));
    }
  }
  return found;
}

/** Pieces in a row with `between` between them. */
function* chains(
  text: string,
  between: RegExp,
  areJoined: (left: Piece, right: Piece, between: string) => boolean,
): Generator<JoinedLiterals> {
  let pieces: Piece[] = [];
  for (const { index, 0: sign } of text.matchAll(between)) {
    const left = { start: pieceStart(text, index), end: index };
    const from = index + sign.length;
    const right = { start: from, end: pieceEnd(text, from) };
    if (left.end === left.start || right.end === right.start || !areJoined(left, right, sign)) continue;
    if (pieces.at(-1)?.start !== left.start) {
      if (pieces.length > 1) yield join(text, pieces);
      pieces = [left];
    }
    pieces.push(right);
  }
  if (pieces.length > 1) yield join(text, pieces);
}

function join(text: string, pieces: readonly Piece[]): JoinedLiterals {
  const first = pieces[0]!.start;
  const near = text.slice(Math.max(0, first - longestBefore), first);
  const lineEnd = near.lastIndexOf('\n');
  // The name may stand on the line above.
  const before = lineEnd > 0 ? near.slice(near.lastIndexOf('\n', lineEnd - 1) + 1) : near;
  const contents = pieces.map(({ start, end }) => text.slice(start, end)).join('');
  const joined = { start: before.length, end: before.length + contents.length };
  return { pieces, text: `${before}${contents}${text[first - 1]!}`, joined };
}

function pieceStart(text: string, end: number): number {
  let start = end;
  while (start > 0 && end - start < longestPiece && content.test(text[start - 1]!)) start--;
  return start;
}

function pieceEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && end - start < longestPiece && content.test(text[end]!)) end++;
  return end;
}

const searchJoined = createSearch([tokens, randomStrings, assignedValues]);
/** Work for a text that joins literals. */
const joinedUnits = 60;

/** All parts of a secret. */
function findDividedStrings(text: string, { starts, spend }: Search, path: string): SecretSpan[] {
  return findJoinedLiterals(text, sourceFile.test(path), starts.length > 0).flatMap(
    ({ pieces, text: line, joined }) => {
      const at = pieces[0]!.start;
      if (!spend(at, joinedUnits)) return [];
      const spans = searchJoined(line, path, { limit: { spend: (_, units) => spend(at, units) } });
      const span = spans.find(({ start, end }) => start < joined.end && end > joined.start);
      return span ? pieces.map(({ start, end }) => ({ start, end, rule: span.rule })) : [];
    },
  );
}

export const dividedStrings: Rule = {
  name: 'divided-string',
  words: listWords,
  find: findDividedStrings,
  masks: [
    {
      path: 'a.c',
      text: 'char *secret_key = "«\\x9f\\x86\\xd0\\x81\\x88\\x4c\\x7d»"\n "«\\x9a\\x2f\\xea\\xa0\\xc5»";',
    },
    { path: 'a.ts', text: "const key = '«sk_live_»' + '«4eC39HqLyjWDarjtT1zdp7dc»';" },
    { path: 'a.sql', text: "SELECT '«sk_live_»' || '«4eC39HqLyjWDarjtT1zdp7dc»';" },
    { path: 'a.py', text: 't = "«sk_live_»"\nt += "«4eC39HqLyjWDarjtT1zdp7dc»"\n' },
    { path: 'a.py', text: 'password = (\n    "«harbor»"\n    "«-hunter2»"\n)\n' },
    { path: 'A.java', text: 'new StringBuilder("«sk_live_»").append("«4eC39HqLyjWDarjtT1zdp7dc»")' },
    { path: 'a.rs', text: 'concat!("«sk_live_»", "«4eC39HqLyjWDarjtT1zdp7dc»")' },
    { path: 'a.md', text: 'was «sk_live_4eC39Hq»<wbr>«LyjWDarjtT1zdp7dc»' },
  ],
  leaves: [{ path: 'a.ts', text: "const path = 'one/' + 'two';" }],
};
