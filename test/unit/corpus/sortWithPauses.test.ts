import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sortWithPauses } from '../../../src/corpus/sortWithPauses.ts';

describe('sorting with pauses', () => {
  it('sorts as the language does, equal elements in their order, and pauses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(50), fc.nat()), { maxLength: 4000 }), async (pairs) => {
        const compare = ([a]: [number, number], [b]: [number, number]): number => a - b;
        assert.deepEqual(await sortWithPauses([...pairs], compare), [...pairs].sort(compare));
      }),
      { numRuns: 50 },
    );
    let pauses = 0;
    const numbers = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_000);
    await sortWithPauses(
      numbers,
      (a, b) => a - b,
      async () => void pauses++,
    );
    assert.ok(
      numbers.every((number, index) => number === index),
      'sorted',
    );
    assert.ok(pauses > 100);
  });
});
