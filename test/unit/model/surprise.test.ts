// Whether a text costs more bits than the predictions expect.
import assert from 'node:assert/strict';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterByte, excessBits, noSurprise, type Surprise } from '../../../src/model/surprise.ts';

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

/** Bits per byte after each of `bytes` bytes. `predicted`: what the model predicts for bytes that follow `real`. */
function excessAfter(bytes: number, predicted: Float32Array, real: Float32Array): number[] {
  let surprise: Surprise = noSurprise;
  return Array.from({ length: bytes }, () => {
    surprise = afterByte(surprise, predicted, draw(real));
    return excessBits(surprise);
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the surprise of a text', () => {
  const certain = distributionOf(0.97, 0.01, 0.01, 0.01);
  const uncertain = distributionOf(0.25, 0.25, 0.25, 0.25);
  const skewed = distributionOf(0.6, 0.3, 0.07, 0.03);

  it('is hardly more than chance where the probabilities hold, for easy and for difficult texts', () => {
    for (const real of [certain, skewed, uncertain]) assert.ok(mean(excessAfter(5000, real, real)) < 0.05);
  });

  it('is what the wrong probabilities cost more than they promise', () => {
    // Expected: 1.35 bits. They cost 0.25 * (0.74 + 1.74 + 3.84 + 5.06) = 2.84.
    const found = mean(excessAfter(5000, skewed, uncertain).slice(200));
    assert.ok(found > 1 && found < 1.6, `${found}`);
  });

  it('is none where a text is easier than expected', () => {
    assert.ok(mean(excessAfter(1000, uncertain, certain)) < 0.01);
  });

  it('is noticed after a line, and forgotten after some lines', () => {
    let surprise: Surprise = noSurprise;
    for (let byte = 0; byte < 40; byte++) surprise = afterByte(surprise, certain, byte % 4);
    assert.ok(excessBits(surprise) > 2);
    for (let byte = 0; byte < 600; byte++) surprise = afterByte(surprise, certain, draw(certain));
    assert.ok(excessBits(surprise) < 0.1);
  });
});
