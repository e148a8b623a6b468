// What already stands behind the caret is not suggested again: brackets and quotes that are already closed, the rest of the
// line, the lines below.
import { distance } from 'fastest-levenshtein';
import { lineEnd, linePrefix, nextNonBlankLine, lineSuffix, type Caret } from './caret.ts';

const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const closers = new Set(Object.values(closerOf));
const quotes = new Set(['"', "'", '`']);

/**
 * The part of `text` before it says what stands behind the caret on the line. What `text` opens itself it may close: at
 * `f(|)` all of `g(x)` stays, but of `g(x));` only that much.
 */
export function cutBeforeLineSuffix(text: string, caret: Caret): string {
  const rest = lineSuffix(caret);
  if (rest === '') return text;
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === rest[0] && quotes.has(character)) return text.slice(0, at);
    const close = quotes.has(character) ? closingQuote(text, at) : -1;
    if (close > 0) at = close;
    else if (character === '\\' && !isRest(text.slice(at), rest) && !isRest(text.slice(at + 1), rest)) at++;
    else if (character === open.at(-1)) open.pop();
    else if (open.length === 0 && (closesStanding(character, rest) || agree(text.slice(at), rest))) {
      return text.slice(0, at);
    } else if (closerOf[character] !== undefined && text.includes(closerOf[character], at)) {
      open.push(closerOf[character]);
    }
  }
  return text;
}

function closesStanding(character: string, rest: string): boolean {
  return closers.has(character) && rest.includes(character);
}

/** The line ends just as the line behind the caret does: there even an escaped character would stand twice. */
function isRest(text: string, rest: string): boolean {
  return text.split(lineEnd, 1)[0]!.trimEnd() === rest.trimEnd();
}

/** One is the beginning of the other. */
function agree(text: string, rest: string): boolean {
  const trimmed = text.trim();
  return trimmed !== '' && text[0] === rest[0] && (trimmed.startsWith(rest) || rest.startsWith(trimmed));
}

/** Where the quoted text that opens at `at` closes on the same line, -1 if it does not (an apostrophe). */
function closingQuote(text: string, at: number): number {
  for (let end = at + 1; end < text.length && text[end] !== '\n'; end++) {
    if (text[end] === text[at] && text[end - 1] !== '\\') return end;
  }
  return -1;
}

/** Lines differ by no more than this share of the longer one: they count as the same. */
const sameWithin = 0.05;

export function isSimilarLine(line: string, other: string): boolean {
  const a = line.trim();
  const b = other.trim();
  const allowed = sameWithin * Math.max(a.length, b.length);
  return a !== '' && b !== '' && Math.abs(a.length - b.length) <= allowed && distance(a, b) <= allowed;
}

/** The lines of `text` before one that repeats the next line below the caret, alone or with what is before it on its line. */
export function cutBeforeNextLine(text: string, caret: Caret): string {
  const next = nextNonBlankLine(caret);
  if (next === '') return text;
  const lines = text.split(lineEnd);
  const repeated = lines.findIndex((line, index) => {
    const whole = (index === 0 ? linePrefix(caret) : '') + line + (index === lines.length - 1 ? lineSuffix(caret) : '');
    return [line, whole].some((candidate) => isSimilarLine(candidate, next) || isMostOf(candidate.trim(), next));
  });
  return repeated < 0 ? text : lines.slice(0, repeated).join('\n');
}

/** The first half of a line, or more of it. */
function isMostOf(line: string, next: string): boolean {
  return next.startsWith(line) && line.length * 2 >= next.length;
}
