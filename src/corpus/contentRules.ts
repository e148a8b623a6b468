// Why a text is not used for learning, decided by its content: empty, minified or generated.
import { generatedNameReason } from './generatedNames.ts';
import type { ExclusionReason, SourceText } from './sourceText.ts';

/** `text` is normalized. Undefined: it can be used. */
export function exclusionReasonOf({ path, text }: SourceText): ExclusionReason | undefined {
  if (text.trim() === '') return 'empty';
  const byName = generatedNameReason(path);
  if (byName !== undefined) return byName;
  if (declaresGenerated(text)) return 'generated';
  return isMinified(text) ? 'minified' : undefined;
}

/** True if a text has none of the characters that decoding binary data leaves: control characters, replacement characters. */
export function readsAsText(text: string): boolean {
  return !/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]/.test(text);
}

/** UTF-16 units, as all lengths here. No paragraph of prose is longer. */
const longestLine = 20_000;
const longLine = 500;
/** A few long lines, as of a regular expression, do not make a file minified. */
const leastMinified = 1000;

/**
 * True for minified code and for data on endless lines. A paragraph of prose on one line is not: it is made of letters
 * and blanks, where code and data are full of signs, or have no blanks at all.
 */
export function isMinified(text: string): boolean {
  let long = '';
  let longest = 0;
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    longest = Math.max(longest, end - start);
    if (end - start > longLine) long += text.slice(start, end);
    start = end + 1;
  }
  if (longest > longestLine) return true;
  return long.length > Math.max(leastMinified, text.length / 2) && !readsAsProse(long);
}

function readsAsProse(text: string): boolean {
  const share = (pattern: RegExp): number => (text.match(pattern)?.length ?? 0) / text.length;
  const blanks = share(/\s/g);
  const letters = share(/[\p{L}\p{M}]/gu);
  const foreign = share(/[^\p{ASCII}\s]/gu);
  // Chinese, Japanese and Thai have no blanks between words.
  return letters + blanks >= 0.75 && (blanks >= 0.08 || foreign >= 0.3);
}

const header = [
  /@generated\b/,
  // In a sentence about something else, "do not change" says nothing of the file.
  /\bDO NOT (?:EDIT|MODIFY|CHANGE)\b/,
  /\bDo not (?:edit|modify)[ .!*/>-]*$/,
  /\bdo not (?:edit|modify|change) (?:(?:this|the) file|(?:it |this )?(?:by hand|manually|directly))\b/i,
  /\b(?:auto(?:matically)?[- ]?generated|code generated) (?:by|from|using|with|code|file|at|on)\b/i,
  /\bthis (?:file|code) (?:is|was|has been) (?:auto(?:matically)?[- ]?)?generated\b/i,
  /\bjest snapshot v\d/i,
];
const comment = /^\s*(?:\/\/|\/\*|\*|#|--|;|%|<!--|"""|'''|\(\*|\{-|rem\b)/i;

/** True if a comment among the first lines says that a program wrote the file. */
function declaresGenerated(text: string): boolean {
  const lines = text.slice(0, 2000).split('\n', 8);
  return lines.some((line) => comment.test(line) && header.some((sign) => sign.test(line)));
}
