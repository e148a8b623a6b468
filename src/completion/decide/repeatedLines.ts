// Imports, declarations, comments and entries of a list that a suggestion repeats although the document has them.
import { indentationOf, lineEnd, linePrefix, wordStart, type Caret } from '../fit/caret.ts';
import { wordEnd } from '../fit/words.ts';

/** A whole line, unless the import goes on below. */
const wholeImport = /^(?:(?:import|from|#include|use|using|require)\b|export (?:\*|\{|type \{)).*[\w"'>;)]$/;
/** Up to the declared name. Not of functions, which may have several declarations. */
const declaration =
  /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:const|let|var|class|interface|type|enum) [\p{L}_$][\p{L}\p{N}_$]{0,100}(?![\p{L}\p{N}_$])/u;
/**
 * The same in a block. Not after `let` and `var`, which some languages permit again in the same block; not where the word after `const`
 * or `enum` may be a type.
 */
const innerDeclaration =
  /^[ \t]{1,100}(?:abstract )?(?:const(?! \w+ \w)|class|interface|type|enum(?! class\b)) [\p{L}_$][\p{L}\p{N}_$]{0,100}(?![\p{L}\p{N}_$])/u;

/** A line of a comment with at least four words. Not of documentation tags, nor of shorter ones, which often turn off a check. */
const comment =
  /^[ \t]{0,100}(?:(?:\/\/\/?|\/?\*\*?|#{1,6}|--|;{1,3}|%{1,2})[ \t]{1,8}(?!@)|"""[ \t]{0,8})(?:[^\s]{1,60}[ \t]{1,8}){3}[^\s]/;

/** The sign of an entry of a list, before a text of at least eight characters. */
const listEntry = /^[ \t]{0,40}(?:[-*+•]|\d{1,3}[.)])[ \t]{1,8}(?=[^\s].{7})/u;

/** What an entry is about: a list names it once. */
const boldHead = /^\*\*[^*]{2,60}\*\*/u;

/** UTF-16 units before the caret, and after it, that are compared. */
const reach = 2000;

/**
 * UTF-16 units of a suggestion up to the name that it imports or declares again. Of a comment, and where the names come first in an
 * import, up to its line, but at least the first word, which often begins another one. Of an entry that the list has already,
 * only the sign is left.
 */
export function endBeforeRepeated(text: string, caret: Caret): number {
  const prefix = linePrefix(caret);
  const lines = (prefix + text).split('\n');
  let start = -prefix.length;
  let around: LinesAround | undefined;
  for (const [index, line] of lines.entries()) {
    const sign = listEntry.exec(line)?.[0];
    const found = keyOf(line);
    around ??= (found ?? sign) === undefined ? undefined : linesAround(caret, prefix);
    if (sign !== undefined && isInList(line.slice(sign.length), lines.slice(0, index), around!))
      return Math.max(0, start + sign.length);
    if (found !== undefined && isKnown(found, around!, lines.slice(0, index))) {
      if (comment.test(found)) return index === 0 ? wordEnd(text) : start;
      const key = found.endsWith(';') ? found.slice(0, -1) : found;
      const name = wordStart(key);
      return name < key.length ? Math.max(0, start + name) : Math.max(start, wordEnd(text));
    }
    start += line.length + 1;
  }
  return text.length;
}

/** What tells whether a line is there already, with its indentation. Undefined: it may be there several times. */
function keyOf(line: string): string | undefined {
  return (
    (declaration.exec(line) ?? innerDeclaration.exec(line))?.[0] ??
    (wholeImport.test(line) ? line : comment.test(line) ? line.trim() : undefined)
  );
}

/** The nearest lines first. */
interface LinesAround {
  readonly above: readonly string[];
  readonly below: readonly string[];
}

function linesAround({ before, after }: Caret, prefix: string): LinesAround {
  const above = before.slice(-reach, before.length - prefix.length);
  const [, ...below] = after.slice(0, reach).split(lineEnd);
  return { above: above.split(lineEnd).toReversed(), below };
}

/** `written`: lines of the suggestion above the line. */
function isKnown(key: string, { above, below }: LinesAround, written: readonly string[]): boolean {
  if (indentationOf(key) === '') return [...above, ...below].some((line) => keyOf(line.trimEnd()) === key);
  return isInBlock(key, [...written.toReversed(), ...above]) || isInBlock(key, below);
}

/** Whether one of the lines is known by the key, before the first one with less indentation. */
function isInBlock(key: string, lines: readonly string[]): boolean {
  const { length } = indentationOf(key);
  const block = lines.filter((line) => line.trim() !== '');
  const end = block.findIndex((line) => indentationOf(line).length < length);
  return block.slice(0, end < 0 ? block.length : end).some((line) => keyOf(line.trimEnd()) === key);
}

/**
 * Whether an entry with this text, or with the same bold beginning, is among the lines up to a blank one. `written`: lines of the suggestion
 * above the entry.
 */
function isInList(text: string, written: readonly string[], { above: [, ...above] }: LinesAround): boolean {
  const lines = [...written.toReversed(), ...above];
  const end = lines.findIndex((line) => line.trim() === '');
  return lines.slice(0, end < 0 ? lines.length : end).some((line) => {
    const sign = listEntry.exec(line)?.[0];
    return sign !== undefined && entryKey(line.slice(sign.length)) === entryKey(text);
  });
}

function entryKey(text: string): string {
  return boldHead.exec(text)?.[0] ?? text.trimEnd();
}
