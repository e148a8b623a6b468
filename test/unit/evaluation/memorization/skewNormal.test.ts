import assert from 'node:assert/strict';
import { fitSkewNormal, log2LowerTail, logNormalTail } from '../../../../src/evaluation/memorization/skewNormal.ts';

const near = (value: number, expected: number, tolerance = 1e-3): void =>
  assert.ok(Math.abs(value - expected) < tolerance * Math.max(1, Math.abs(expected)), `${value}, not ${expected}`);

describe('the skew-normal distribution', () => {
  it('has the tails of the normal distribution where it is not skewed', () => {
    near(Math.exp(logNormalTail(0)), 0.5);
    near(Math.exp(logNormalTail(1.959964)), 0.025);
    near(Math.exp(logNormalTail(-1.959964)), 0.975);
    // Q(10) = 7.6199e-24.
    near(logNormalTail(10), Math.log(7.6199e-24));
    const normal = { location: 3, scale: 2, shape: 0 };
    near(log2LowerTail(normal, 3), -1);
    near(log2LowerTail(normal, 3 - 2 * 10), Math.log2(7.6199e-24));
    near(log2LowerTail(normal, 30), 0);
  });

  it('has the tail of a half-normal distribution where its shape is large', () => {
    // P(|Z| <= 0.5) = 0.382925.
    near(2 ** log2LowerTail({ location: 0, scale: 1, shape: 300 }, 0.5), 0.382925);
  });

  it('is fitted by mean, deviation and skewness', () => {
    const symmetric = fitSkewNormal([1, 2, 3, 4, 5]);
    near(symmetric.location, 3);
    near(symmetric.shape, 0);
    // Quantiles of the half-normal distribution with scale 1, whose shape is infinite.
    const half = Array.from({ length: 4000 }, (_, index) => quantileOfHalfNormal((index + 0.5) / 4000));
    const { location, scale, shape } = fitSkewNormal(half);
    near(location, 0, 0.1);
    near(scale, 1, 0.1);
    assert.ok(shape > 5, `${shape}`);
  });
});

/** By bisection. */
function quantileOfHalfNormal(share: number): number {
  let [low, high] = [0, 10];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (1 - 2 * Math.exp(logNormalTail(middle)) < share) low = middle;
    else high = middle;
  }
  return low;
}
