// Tokens of a line: words and single marks. Edits become differences of tokens, and the tokens around a place are its context.
// All lengths and offsets are UTF-16 units.
import { classOf, type CharacterClass } from '../model/characterClass.ts';

/** Stands in a context for all tokens beyond the beginning or the end of the line. */
export const lineEdge = '\n';

/** The end of the token, or of the white space, that begins at `at`. A line end is a token of its own. */
export function tokenEnd(text: string, at: number): number {
  const first = characterAt(text, at);
  const inside = classOf(first);
  let end = at + first.length;
  if (first === '\n' || !runsOn(inside)) return end;
  while (end < text.length) {
    const character = characterAt(text, end);
    if (character === '\n' || classOf(character) !== inside) break;
    end += character.length;
  }
  return end;
}

/** The beginning of the token, or of the white space, that ends at `end`. */
export function tokenStart(text: string, end: number): number {
  const last = characterBefore(text, end);
  const inside = classOf(last);
  let start = end - last.length;
  if (last === '\n' || !runsOn(inside)) return start;
  while (start > 0) {
    const character = characterBefore(text, start);
    if (character === '\n' || classOf(character) !== inside) break;
    start -= character.length;
  }
  return start;
}

/** All tokens and the white space between them. Joined, they are the text. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = tokenEnd(text, at);
    tokens.push(text.slice(at, end));
    at = end;
  }
  return tokens;
}

/** UTF-16 units on each side of a place that count as near: a text may have tokens and white space of any length. */
export const reach = 200;

/** The `count` near tokens of the line before `at`, the nearest first. */
export function tokensBefore(whole: string, at: number, count: number): string[] {
  const text = whole.slice(Math.max(0, at - reach), at);
  const tokens: string[] = [];
  for (let end = text.length; tokens.length < count && end > 0;) {
    const start = tokenStart(text, end);
    const token = text.slice(start, end);
    if (token === '\n') break;
    if (!isBlank(token)) tokens.push(token);
    end = start;
  }
  return withEdges(tokens, count);
}

/** The `count` near tokens of the line after `at`. */
export function tokensAfter(whole: string, at: number, count: number): string[] {
  const text = whole.slice(at, at + reach);
  const tokens: string[] = [];
  for (let start = 0; tokens.length < count && start < text.length;) {
    const end = tokenEnd(text, start);
    const token = text.slice(start, end);
    if (token === '\n') break;
    if (!isBlank(token)) tokens.push(token);
    start = end;
  }
  return withEdges(tokens, count);
}

/** Whether no word continues across `at`. */
export function isTokenBoundary(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  return classOf(characterBefore(text, at)) !== 'letter' || classOf(characterAt(text, at)) !== 'letter';
}

/** Whether a token begins with a letter, a digit or an ideograph. */
export function isWord(token: string): boolean {
  if (token === '') return false;
  const found = classOf(characterAt(token, 0));
  return found === 'letter' || found === 'ideograph';
}

/** A word that is no number. */
export function isName(token: string): boolean {
  return isWord(token) && !/^\p{N}+$/u.test(token);
}

function isBlank(token: string): boolean {
  return classOf(characterAt(token, 0)) === 'blank';
}

function withEdges(tokens: string[], count: number): string[] {
  while (tokens.length < count) tokens.push(lineEdge);
  return tokens;
}

function runsOn(characters: CharacterClass): boolean {
  return characters === 'letter' || characters === 'blank';
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at)!);
}

function characterBefore(text: string, end: number): string {
  const pair = text.codePointAt(end - 2);
  return pair !== undefined && pair > 0xffff ? text.slice(end - 2, end) : text.charAt(end - 1);
}
