// The limit of the work of the rules: for a short piece of text, and for a longer one.
import assert from 'node:assert/strict';
import { createWorkLimit } from '../../../../src/corpus/secrets/workLimit.ts';

const text = 'line\n'.repeat(20_000);

describe('work limit', () => {
  it('masks the lines around a place that takes too much work', () => {
    const limit = createWorkLimit(text);
    assert.ok(limit.spend(50_000, 100));
    assert.ok(!limit.spend(50_000, 10_000));
    const [crowded] = limit.crowded();
    assert.ok(crowded!.start < 50_000 && crowded!.end > 50_000 && crowded!.end - crowded!.start < 2000);
    assert.equal(text[crowded!.start - 1], '\n');
  });

  it('masks what no rule may look at, where many places take some work each', () => {
    const limit = createWorkLimit(text);
    const starts = Array.from({ length: 16 }, (_, block) => block * 1024 + 512);
    const refused = starts.filter((start) => !limit.spend(start, 1500));
    assert.ok(refused.length > 0 && refused.length < starts.length);
    assert.deepEqual(
      limit.crowded().map(({ start, end }) => refused.filter((at) => start < at && at < end).length > 0),
      refused.map(() => true),
    );
  });

  it('leaves out the places around which nothing may be done, and masks them', () => {
    const limit = createWorkLimit(text);
    limit.spend(100, 10_000);
    assert.deepEqual(limit.open([200, 5000, 90_000]), [5000, 90_000]);
    for (let block = 2; block < 9; block++) limit.spend(block * 1024, 1900);
    assert.deepEqual(limit.open([12_000, 90_000]), [90_000]);
    assert.ok(limit.crowded().some(({ start, end }) => start < 12_000 && end > 12_000));
  });

  it('masks nothing in text whose rules take little work', () => {
    const limit = createWorkLimit(text);
    for (let at = 0; at < text.length; at += 100) assert.ok(limit.spend(at, 20));
    assert.deepEqual(limit.crowded(), []);
  });
});
