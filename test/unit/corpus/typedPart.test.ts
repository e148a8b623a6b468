import assert from 'node:assert/strict';
import fc from 'fast-check';
import { partBeingTyped, type TypedUnit } from '../../../src/corpus/typedPart.ts';

/** The caret is at `|`. */
function typed(text: string, unit: TypedUnit = 'sentence'): string {
  const before = text.slice(0, text.indexOf('|')).split('\n');
  const whole = text.replace('|', '');
  const { start, end } = partBeingTyped(whole, { line: before.length - 1, character: before.at(-1)!.length }, unit);
  return whole.slice(start, end);
}

describe('the part that is being typed', () => {
  it('is the line, with its end', () => {
    assert.equal(typed('one\nconst key = ab|\nthree\n'), 'const key = ab\n');
    assert.equal(typed('password: hunt|'), 'password: hunt');
    assert.equal(typed('one\n|\n'), '\n');
    assert.equal(typed('one\n|'), '');
  });

  it('is the sentence, in a paragraph', () => {
    assert.equal(typed('It rained. We w|ait.\n', 'line'), 'It rained. We wait.\n');
    assert.equal(typed('# Lisbon\nIt rained. “We wait!” The key is ab|\n'), 'The key is ab');
    assert.equal(typed('It rained.| We wait. The end\n'), 'It rained. ');
    assert.equal(typed('It rained. We w|ait. The end\n'), 'We wait. ');
    assert.equal(typed('It rained. |'), '');
  });

  it('contains what stands before the caret since the last blank, anywhere in any text', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'B', '1', '.', '!', ' ', '\n', '"') });
    fc.assert(
      fc.property(texts, fc.nat(), (text, number) => {
        const at = number % (text.length + 1);
        const before = text.slice(0, at).split('\n');
        const part = partBeingTyped(text, { line: before.length - 1, character: before.at(-1)!.length }, 'sentence');
        const word = /\S*$/u.exec(text.slice(0, at))!.index;
        assert.ok(word === at || (part.start <= word && part.end >= at));
      }),
    );
  });
});
