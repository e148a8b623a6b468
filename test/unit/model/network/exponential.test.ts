import assert from 'node:assert/strict';
import fc from 'fast-check';
import { exponential } from '../../../../src/model/network/exponential.ts';

describe('exponential', () => {
  it('is within 1e-8 of Math.exp', () => {
    let largest = 0;
    fc.assert(
      fc.property(fc.double({ min: -170, max: 0, noNaN: true }), (x) => {
        const difference = Math.abs(exponential(x) / Math.exp(x) - 1);
        largest = Math.max(largest, difference);
        assert.ok(difference < 1e-8, `${difference} at ${x}`);
      }),
      { numRuns: 5000 },
    );
    console.log(`      largest relative difference ${largest.toExponential(1)}`);
  });

  it('equals Math.exp outside the range of log-probabilities', () => {
    for (const x of [-1e9, -Infinity, 3, Infinity, NaN]) assert.equal(exponential(x), Math.exp(x));
  });
});
