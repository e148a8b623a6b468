// Properties that every suggestion must have at any caret in any document, and a generator of difficult documents.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineSuffix, nextNonBlankLine, type Caret } from '../../../../src/completion/fit/caret.ts';
import { isSimilarLine } from '../../../../src/completion/fit/suffixOverlap.ts';

const piece = fc.constantFrom(
  ...['a', 'b', 'ab', ' ', '  ', '\n', '\r\n', '(', ')', '[', ']', '{'],
  ...['}', '<', '>', '"', "'", '`', ';', ',', '.', '\\'],
  ...['😀', '\ud83d', '\ude00', 'é', 'e\u0301', '\u200d', '-', '*/', '中', '。', '\t', '\0'],
);
/** Text with many brackets, quotes, white space, whole and half surrogate pairs, and combining marks. */
export const hardText = fc.oneof(
  fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** The suggestion repeats nothing after the caret, splits no character, and keeps to the limits. */
export function assertFits(shown: string, caret: Caret, limits: { maxCharacters: number; multiline: boolean }): void {
  assert.ok(!caret.after.startsWith(shown), 'it repeats the text after the caret');
  const rest = lineSuffix(caret);
  if (rest !== '' && shown.endsWith(rest)) {
    assert.match(shown.slice(0, -rest.length), /[([{<"'`]/u, `${shown} ends with ${rest}`);
  }
  for (const line of shown.split('\n'))
    assert.ok(!isSimilarLine(line, nextNonBlankLine(caret)), 'it repeats the next line');
  assert.doesNotMatch(shown, /[\ud800-\udfff]/u);
  assert.doesNotMatch(caret.after, /^[\udc00-\udfff]/u);
  assert.notEqual(shown.trim(), '');
  assert.ok(shown.length <= limits.maxCharacters);
  assert.ok(limits.multiline || !/[\r\n]/u.test(shown));
}
