import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hunksOf, type Hunk } from '../../../../src/evaluation/edits/hunks.ts';
import { eachRule } from '../../eachRule.ts';

/** Types the hunks from top to bottom. */
function typed(before: string, after: string, hunks: readonly Hunk[]): string {
  let document = before;
  for (const { start, inserted, deleted, rest } of hunks) {
    const head = after.slice(0, start);
    assert.equal(document, head + deleted + before.slice(rest), 'the document before a hunk');
    document = head + inserted + before.slice(rest);
  }
  return document;
}

/** Each hunk as `before[deleted>inserted]after`, with some text around it. */
function picture(before: string, after: string): string[] {
  return hunksOf(before, after).map(({ start, inserted, deleted, rest }) => {
    const [head, tail] = [after.slice(Math.max(0, start - 4), start), before.slice(rest, rest + 4)];
    return `${head}[${deleted}>${inserted}]${tail}`.replaceAll('\n', '⏎');
  });
}

describe('hunks of an edit', () => {
  it('lead from the old text to the new one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'ab', ' ', '\n', '(', '😀'), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (before, after) => assert.equal(typed(before, after, hunksOf(before, after)), after)),
    );
  });
  eachRule(picture, {
    'insert words inside a line, and nothing else': [
      ['f(a, b)\n', 'f(a, x, b)\n', ['(a, [>x, ]b)⏎']],
      ['the end\n', 'the very end\n', ['the [>very ]end⏎']],
    ],
    'begin a new line at the end of the line before': [['one\nthree\n', 'one\ntwo\nthree\n', ['one[>⏎two]⏎thr']]],
    'replace whole words': [['return session\n', 'return request\n', ['urn [session>request]⏎']]],
    'join changes across a few characters that are the same': [
      ['alpha.beta\n', 'gamma.delta\n', ['[alpha.beta>gamma.delta]⏎']],
    ],
  });

  it('are empty for equal texts', () => assert.deepEqual(hunksOf('a\n', 'a\n'), []));
});
