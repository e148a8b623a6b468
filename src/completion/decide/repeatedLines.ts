// Imports and declarations that a suggestion repeats although the document has them.
import { lineEnd, linePrefix, wordStart, type Caret } from '../fit/caret.ts';
import { wordEnd } from '../fit/words.ts';

/** A whole line, unless the import goes on below. */
const wholeImport = /^(?:(?:import|from|#include|use|using|require)\b|export (?:\*|\{|type \{)).*[\w"'>;)]$/;
/** Up to the declared name. Not of functions, which may have several declarations. */
const declaration =
  /^(?:export )?(?:default )?(?:declare )?(?:abstract )?(?:const|let|var|class|interface|type|enum) [\p{L}_$][\p{L}\p{N}_$]{0,100}(?![\p{L}\p{N}_$])/u;

/** UTF-16 units before the caret, and after it, that are compared. */
const reach = 2000;

/**
 * UTF-16 units of a suggestion up to the name that it imports or declares again, in a line without indentation. Where the names come
 * first in an import, up to its line, but at least the first word, which often begins another import.
 */
export function endBeforeRepeated(text: string, caret: Caret): number {
  const prefix = linePrefix(caret);
  let start = -prefix.length;
  let known: ReadonlySet<string> | undefined;
  for (const line of (prefix + text).split('\n')) {
    const found = keyOf(line);
    known ??= found === undefined ? undefined : keysAround(caret, prefix);
    if (found !== undefined && known!.has(found)) {
      const key = found.endsWith(';') ? found.slice(0, -1) : found;
      const name = wordStart(key);
      return name < key.length ? Math.max(0, start + name) : Math.max(start, wordEnd(text));
    }
    start += line.length + 1;
  }
  return text.length;
}

/** What tells whether a line is there already. Undefined: it may be there several times. */
function keyOf(line: string): string | undefined {
  return declaration.exec(line)?.[0] ?? (wholeImport.test(line) ? line : undefined);
}

/** Of the other lines. */
function keysAround({ before, after }: Caret, prefix: string): ReadonlySet<string> {
  const above = before.slice(-reach, before.length - prefix.length);
  const [, ...below] = after.slice(0, reach).split(lineEnd);
  return new Set([...above.split(lineEnd), ...below].flatMap((line) => keyOf(line.trimEnd()) ?? []));
}
