import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cpuMs } from '../cpuMs.ts';
import { partBeingTyped, partsBeingTyped, type TypedUnit } from '../../../src/corpus/typedPart.ts';

/** The caret is at `|`. */
function typed(text: string, unit: TypedUnit = 'sentences'): string {
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

  it('is the end of a paragraph, from the end of a sentence on that is not near', () => {
    const long = `The ferry ${'went on and on '.repeat(8)}.`;
    assert.equal(typed(`It rained. ${long} We w|ait.\n`, 'line'), `It rained. ${long} We wait.\n`);
    assert.equal(typed(`# Lisbon\nIt rained. “We wait!” ${long} The key is ab|\n`), `${long} The key is ab`);
    assert.equal(typed(`It rained. ${long} We w|ait. The end\n`), `${long} We wait. `);
    assert.equal(typed(`It rained.| ${long} The end\n`), 'It rained. ');
    assert.equal(typed('password: Correct horse! bat|\n'), 'password: Correct horse! bat\n');
  });

  it('is one for each caret, and with very many carets all between the first and the last', async () => {
    const text = 'one\n'.repeat(500_000);
    const at = (line: number) => ({ line, character: 1 });
    assert.deepEqual(partsBeingTyped(text, [at(2), at(4)], 'line'), [
      { start: 8, end: 12 },
      { start: 16, end: 20 },
    ]);
    const many = Array.from({ length: 10_000 }, (_, index) => at(499_990 - 40 * index));
    const ms = await cpuMs(async () => {
      assert.deepEqual(partsBeingTyped(text, many, 'line'), [{ start: 4 * (499_990 - 399_960), end: 4 * 499_991 }]);
    });
    assert.ok(ms < 1000, `${ms} ms`);
  });

  it('contains the 100 characters before the caret on its line, anywhere in any text', () => {
    const unit = fc.constantFrom('a', 'B', '1', '.', '!', ' ', '\n', '"', 'x'.repeat(40), '. ');
    const texts = fc.string({ unit });
    fc.assert(
      fc.property(texts, fc.nat(), (text, number) => {
        const at = number % (text.length + 1);
        const before = text.slice(0, at).split('\n');
        const part = partBeingTyped(text, { line: before.length - 1, character: before.at(-1)!.length }, 'sentences');
        const from = at - Math.min(100, before.at(-1)!.length);
        assert.ok(from === at || (part.start <= from && part.end >= at));
      }),
    );
  });
});
