import assert from 'node:assert/strict';
import { appendTo, emptySeries, itemsOf, lastOf, type Series, type SeriesRule } from '../../../src/protocol/series.ts';

const rule: SeriesRule<number> = { capacity: 100, merge: (_, later) => later };

describe('a decimated series', () => {
  it('keeps a long training within bounds, at even distances', () => {
    let series: Series<number> = emptySeries;
    for (let value = 1; value <= 100_000; value++) series = appendTo(series, [value], rule);
    const items = itemsOf(series);
    assert.ok(items.length >= 50 && items.length <= 100);
    assert.equal(items.at(-1), 100_000);
    const gaps = items.slice(1).map((value, at) => value - items[at]!);
    assert.ok(Math.max(...gaps.slice(0, -1)) === Math.min(...gaps.slice(0, -1)));
  });

  it('is the same whether items come one by one or all at once', () => {
    const values = Array.from({ length: 1234 }, (_, index) => index);
    const oneByOne = values.reduce<Series<number>>((series, value) => appendTo(series, [value], rule), emptySeries);
    assert.deepEqual(appendTo(emptySeries, values, rule), oneByOne);
    assert.equal(lastOf(oneByOne), 1233);
  });
});
