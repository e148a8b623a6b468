// Whether confident predictions are right less often than they promise.
import assert from 'node:assert/strict';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterByte, atBeginning, probabilityOf, type Unfamiliarity } from '../../../src/model/unfamiliarity.ts';

const random = xoroshiro128plus(1);

/** The first bytes have these probabilities. */
function distributionOf(...probabilities: readonly number[]): Float32Array {
  const distribution = new Float32Array(256).fill(1e-9);
  distribution.set(probabilities);
  return distribution;
}

/** A byte that follows the distribution. */
function draw(distribution: Float32Array): number {
  let left = uniformFloat64(random);
  return Math.max(
    0,
    distribution.findIndex((probability) => (left -= probability) < 0),
  );
}

/** The probability after each of `bytes` bytes. `predicted`: what the model predicts for bytes that follow `real`. */
function probabilitiesAfter(
  bytes: number,
  predicted: Float32Array,
  real: Float32Array,
  before = atBeginning,
): number[] {
  let unfamiliarity: Unfamiliarity = before;
  return Array.from({ length: bytes }, () => {
    unfamiliarity = afterByte(unfamiliarity, predicted, draw(real));
    return probabilityOf(unfamiliarity);
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the unfamiliarity of a text', () => {
  const certain = distributionOf(0.97, 0.01, 0.01, 0.01);
  const likely = distributionOf(0.6, 0.3, 0.07, 0.03);
  const open = distributionOf(0.25, 0.25, 0.25, 0.25);

  it('is small where the probabilities hold', () => {
    for (const real of [certain, likely]) assert.ok(mean(probabilitiesAfter(5000, real, real)) < 0.05);
  });

  it('is large where confident predictions are often wrong', () => {
    for (const predicted of [certain, likely])
      assert.ok(mean(probabilitiesAfter(5000, predicted, open).slice(100)) > 0.95);
  });

  it('changes its sign where predictions of 0.7 and more are right in 58 % of the cases', () => {
    const after = (right: number): number =>
      mean(probabilitiesAfter(5000, certain, distributionOf(right, 0.94 - right, 0.03, 0.03)).slice(1000));
    assert.ok(after(0.5) > 0.8, `${after(0.5)}`);
    assert.ok(after(0.66) < 0.2, `${after(0.66)}`);
  });

  it('stays as it is where nothing is predicted with confidence, as at rare words', () => {
    assert.deepEqual(new Set(probabilitiesAfter(100, open, certain)), new Set([probabilityOf(atBeginning)]));
  });

  it('is noticed within half a line after much familiar text, and forgotten within some lines', () => {
    const familiar = Array.from({ length: 1000 }).reduce<Unfamiliarity>(
      (last) => afterByte(last, certain, 0),
      atBeginning,
    );
    const [after, later] = [
      probabilitiesAfter(40, certain, open, familiar),
      probabilitiesAfter(300, certain, certain, 10),
    ];
    assert.ok(after.at(-1)! > 0.9);
    assert.ok(later.at(-1)! < 0.1);
  });
});
