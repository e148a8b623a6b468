// String literals that source code joins: 'sk_live_' + 'Ab3…'. A secret that is divided among them is found in the joined text.
import { createSearch } from '../search.ts';
import type { SecretSpan } from '../secretSpan.ts';
import { assignedValues, sourceFile } from './assignedValues.ts';
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

/** Between two literals: an operator of any language, or only a line end. */
const joint =
  /(["'`])[ \t]*(?:(?:\+|\.{1,2}|&|<>|\\|\|\|)[ \t]*(?:\\?\n[ \t]*)?|\n[ \t]*(?:(?:\+|\.{1,2}|&|<>)[ \t]*)?)(?:[bruf]{1,2})?\1/g;
const content = /[\w+/=.~:@!#$%^&*\\-]/;
/** A list of literals that is joined with nothing between them. */
const joinedList = /\[(?:\s*(["'`])[\w+/=.~:@!#$%^&*-]+\1,?)+\s*\]\.join\((["'`])\2\)/g;
const literal = /(["'`])([^"'`]*)\1/g;
const longestPiece = 500;
/** Code before the first literal, which may name it. */
const longestBefore = 200;

/** All literals that are joined with another one, and consist of characters of keys and passwords. Linear in the text. */
function findJoinedLiterals(text: string): JoinedLiterals[] {
  const found: JoinedLiterals[] = [];
  let pieces: Piece[] = [];
  const finish = (): void => {
    if (pieces.length > 1) found.push(join(text, pieces));
    pieces = [];
  };
  for (const { index, 0: between, 1: quote } of text.matchAll(joint)) {
    const left = { start: pieceStart(text, index), end: index };
    const from = index + between.length;
    const right = { start: from, end: pieceEnd(text, from) };
    const isLiteral = text[left.start - 1] === quote && text[right.end] === quote;
    if (!isLiteral || left.end === left.start || right.end === right.start) continue;
    if (pieces.at(-1)?.start !== left.start) {
      finish();
      pieces.push(left);
    }
    pieces.push(right);
  }
  finish();
  for (const { index, 0: list } of text.matchAll(joinedList)) {
    const parts = [...list.matchAll(literal)].slice(0, -1);
    const ranges = parts.map(({ index: at, 2: part }) => ({
      start: index + at + 1,
      end: index + at + 1 + part!.length,
    }));
    if (ranges.length > 1) found.push(join(text, ranges));
  }
  return found;
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
function findDividedStrings(text: string, { spend }: Search, path: string): SecretSpan[] {
  if (!sourceFile.test(path)) return [];
  return findJoinedLiterals(text).flatMap(({ pieces, text: line, joined }) => {
    const at = pieces[0]!.start;
    if (!spend(at, joinedUnits)) return [];
    const spans = searchJoined(line, path, { limit: { spend: (_, units) => spend(at, units) } });
    const span = spans.find(({ start, end }) => start < joined.end && end > joined.start);
    return span ? pieces.map(({ start, end }) => ({ start, end, rule: span.rule })) : [];
  });
}

export const dividedStrings: Rule = {
  name: 'divided-string',
  words: [],
  find: findDividedStrings,
  masks: [
    {
      path: 'a.c',
      text: 'char *secret_key = "«\\x9f\\x86\\xd0\\x81\\x88\\x4c\\x7d»"\n "«\\x9a\\x2f\\xea\\xa0\\xc5»";',
    },
    { path: 'a.ts', text: "const key = '«sk_live_»' + '«4eC39HqLyjWDarjtT1zdp7dc»';" },
  ],
  leaves: [{ path: 'a.ts', text: "const path = 'one/' + 'two';" }],
};
