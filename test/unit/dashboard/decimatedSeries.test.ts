// Decimation keeps every spike and both ends at any zoom.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DecimatedSeries } from '../../../media/dashboard/state/decimatedSeries.ts';

function seriesOf(values: readonly number[]): DecimatedSeries {
  const series = new DecimatedSeries();
  for (const value of values) series.push(value);
  return series;
}

describe('DecimatedSeries', () => {
  it('returns every point if they fit', () => {
    assert.deepEqual(seriesOf([5, 3, 4]).decimate(0, 3, 10), [0, 1, 2]);
  });

  it('keeps a single spike among a million points', () => {
    const series = seriesOf(Array.from({ length: 1_000_000 }, (_, index) => (index === 777_777 ? 9 : Math.sin(index))));
    const decimated = series.decimate(0, series.length, 2000);
    assert.ok(decimated.includes(777_777));
    assert.ok(decimated.length < 2100, `${decimated.length} points`);
  });

  it('keeps both ends and both extremes of the range, in order and within the budget', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 3000 });
    fc.assert(
      fc.property(values, fc.nat(), fc.nat(), fc.integer({ min: 8, max: 400 }), (numbers, first, second, budget) => {
        const from = first % numbers.length;
        const to = from + 1 + (second % (numbers.length - from));
        const decimated = seriesOf(numbers).decimate(from, to, budget);
        const seen = decimated.map((index) => numbers[index]!);
        const range = numbers.slice(from, to);
        assert.equal(decimated[0], from);
        assert.equal(decimated.at(-1), to - 1);
        assert.equal(Math.min(...seen), Math.min(...range));
        assert.equal(Math.max(...seen), Math.max(...range));
        assert.ok(decimated.every((index, at) => at === 0 || index > decimated[at - 1]!));
        assert.ok(decimated.length <= budget + 6, `${decimated.length} of ${budget}`);
      }),
    );
  });

  it('finds the first index that is not below a value', () => {
    const series = seriesOf([1, 3, 3, 7]);
    assert.deepEqual(
      [0, 3, 4, 8].map((value) => series.firstNotBelow(value)),
      [0, 1, 3, 4],
    );
  });
});
