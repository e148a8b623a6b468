// Cuts a suggestion where it repeats the text after the caret: brackets and quotes that are already closed, the rest of the
// line, or the next line.
import { distance } from 'fastest-levenshtein';
import { closersOf, lineEnd, linePrefix, lineSuffix, nextNonBlankLine, type Caret } from './caret.ts';

export const closerOf: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
export const closers: ReadonlySet<string> = new Set(Object.values(closerOf));
export const quotes: ReadonlySet<string> = new Set(['"', "'", '`']);

/**
 * Cuts `text` where it starts to repeat the rest of the caret's line. Brackets that `text` opens itself stay:
 * at `f(|)`, the continuation `g(x)` stays whole, and `g(x))` becomes `g(x)`. Where only closing brackets follow the caret and
 * the text goes on behind them, it stays whole: `for (|)` becomes `for ([let i = 0; i < n; i++])[ {]`, a suggestion in two parts.
 */
export function cutBeforeLineSuffix(text: string, caret: Caret): string {
  const suffix = lineSuffix(caret);
  if (suffix === '' || coveredLength(text, caret) > 0) return text;
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (closers.has(suffix[0]!) && beginsLineComment(text, at)) return text.slice(0, at);
    if (character === suffix[0] && quotes.has(character)) return text.slice(0, at);
    const close = quotes.has(character) ? closingQuote(text, at) : -1;
    if (close > 0) at = close;
    else if (character === '\\' && !isSuffix(text.slice(at), suffix) && !isSuffix(text.slice(at + 1), suffix)) at++;
    else if (character === open.at(-1)) open.pop();
    else if (open.length === 0 && (isClosedBySuffix(character, suffix) || overlaps(text.slice(at), suffix))) {
      return text.slice(0, at);
    } else if (closerOf[character] !== undefined && text.includes(closerOf[character], at)) {
      open.push(closerOf[character]);
    }
  }
  return text;
}

/**
 * UTF-16 units after the caret that `text` contains as its own closing brackets, in their order, and that a suggestion in several
 * parts replaces. All closing brackets on the line must be covered, something must follow the last one, and `text` must close nothing else
 * that it does not open; else 0.
 */
export function coveredLength(text: string, { after }: Caret): number {
  const suffix = closersOf(after);
  const open: string[] = [];
  let covered = 0;
  let last = -1;
  for (let at = 0; at < text.length && suffix !== ''; at++) {
    const character = text[at]!;
    const close = quotes.has(character) ? closingQuote(text, at) : -1;
    if (close > 0) at = close;
    else if (character === open.at(-1)) open.pop();
    else if (closers.has(character) && open.length === 0 && character !== '>') {
      if (character !== suffix[covered]) return 0;
      covered++;
      last = at;
    } else if (closerOf[character] !== undefined && character !== '<') open.push(closerOf[character]);
  }
  const isFollowed = text.slice(last + 1).trim() !== '';
  return covered === suffix.length && isFollowed ? covered : 0;
}

/** A line comment would make a comment of the closing brackets after it. */
function beginsLineComment(text: string, at: number): boolean {
  const isAfterSpace = at === 0 || /\s/u.test(text[at - 1]!);
  return isAfterSpace && /^(?:\/\/|#\s)/u.test(text.slice(at, at + 2));
}

/** Whether the suffix closes a bracket of this kind that was opened before it. Brackets that it opens itself do not count. */
function isClosedBySuffix(character: string, suffix: string): boolean {
  if (!closers.has(character)) return false;
  let open = 0;
  for (const next of suffix) {
    if (closerOf[next] === character) open++;
    else if (next === character && --open < 0) return true;
  }
  return false;
}

/** Whether the first line of `text` equals the suffix. Then even an escaped character is a repetition. */
function isSuffix(text: string, suffix: string): boolean {
  return text.split(lineEnd, 1)[0]!.trimEnd() === suffix.trimEnd();
}

/** Whether one of the two is a prefix of the other. */
function overlaps(text: string, suffix: string): boolean {
  const trimmed = text.trim();
  return trimmed !== '' && text[0] === suffix[0] && (trimmed.startsWith(suffix) || suffix.startsWith(trimmed));
}

/** Index of the quote that closes the one at `at` on the same line, or -1 (for an apostrophe). */
export function closingQuote(text: string, at: number): number {
  for (let end = at + 1; end < text.length && text[end] !== '\n'; end++) {
    if (text[end] === text[at] && text[end - 1] !== '\\') return end;
  }
  return -1;
}

/** Lines count as equal up to this edit distance, as a share of the longer line. */
const similarWithin = 0.05;

/** Lines with other digits are two entries, as the headings of two versions. */
export function isSimilarLine(line: string, other: string): boolean {
  const a = line.trim();
  const b = other.trim();
  const allowed = similarWithin * Math.max(a.length, b.length);
  if (a === '' || b === '' || Math.abs(a.length - b.length) > allowed) return false;
  return digitsOf(a) === digitsOf(b) && distance(a, b) <= allowed;
}

function digitsOf(line: string): string {
  return line.replace(/\D/g, '');
}

/**
 * Keeps the lines of `text` before the one that repeats the next line below the caret. The first and last line are also compared
 * together with the text around them on their line.
 */
export function cutBeforeNextLine(text: string, caret: Caret): string {
  const next = nextNonBlankLine(caret);
  if (next === '') return text;
  const lines = text.split(lineEnd);
  const repeated = lines.findIndex((line, index) => {
    const prefix = index === 0 ? linePrefix(caret) : '';
    const suffix = index === lines.length - 1 ? lineSuffix(caret) : '';
    return [line, prefix + line + suffix].some(
      (candidate) => isSimilarLine(candidate, next) || isMostOf(candidate.trim(), next),
    );
  });
  return repeated < 0 ? text : lines.slice(0, repeated).join('\n');
}

/** Whether `line` is at least the first half of `next`. */
function isMostOf(line: string, next: string): boolean {
  return next.startsWith(line) && line.length * 2 >= next.length;
}
