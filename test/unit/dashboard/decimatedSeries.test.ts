// Thinning must never lose a spike, the start or the end, whatever the zoom.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DecimatedSeries } from '../../../media/dashboard/state/decimatedSeries.ts';

function columnOf(values: readonly number[]): DecimatedSeries {
  const column = new DecimatedSeries();
  for (const value of values) column.push(value);
  return column;
}

describe('column', () => {
  it('gives back every point while they fit', () => {
    assert.deepEqual(columnOf([5, 3, 4]).decimate(0, 3, 10), [0, 1, 2]);
  });

  it('keeps a lone spike among a million points', () => {
    const column = columnOf(Array.from({ length: 1_000_000 }, (_, index) => (index === 777_777 ? 9 : Math.sin(index))));
    const outline = column.decimate(0, column.length, 2000);
    assert.ok(outline.includes(777_777));
    assert.ok(outline.length < 2100, `${outline.length} points`);
  });

  it('always keeps both ends and both extremes of the range, in order, within about its budget', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 3000 });
    fc.assert(
      fc.property(values, fc.nat(), fc.nat(), fc.integer({ min: 8, max: 400 }), (numbers, first, second, budget) => {
        const from = first % numbers.length;
        const to = from + 1 + (second % (numbers.length - from));
        const outline = columnOf(numbers).decimate(from, to, budget);
        const seen = outline.map((index) => numbers[index]!);
        const range = numbers.slice(from, to);
        assert.equal(outline[0], from);
        assert.equal(outline.at(-1), to - 1);
        assert.equal(Math.min(...seen), Math.min(...range));
        assert.equal(Math.max(...seen), Math.max(...range));
        assert.ok(outline.every((index, at) => at === 0 || index > outline[at - 1]!));
        assert.ok(outline.length <= budget + 6, `${outline.length} of ${budget}`);
      }),
    );
  });

  it('finds where a value would stand', () => {
    const column = columnOf([1, 3, 3, 7]);
    assert.deepEqual(
      [0, 3, 4, 8].map((value) => column.firstNotBelow(value)),
      [0, 1, 3, 4],
    );
  });
});
