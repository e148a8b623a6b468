import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { createSampler } from '../../../../src/model/network/sampler.ts';

const logs = (...probabilities: number[]) => Float32Array.from(probabilities, Math.log);

/** How often each id is drawn in 20 000 draws. */
function shares(probabilities: Float32Array, temperature: number, topP: number): number[] {
  const sample = createSampler(probabilities.length);
  const random = xoroshiro128plus(7);
  const counts = new Array<number>(probabilities.length).fill(0);
  for (let draw = 0; draw < 20_000; draw++) {
    counts[sample(probabilities, { temperature, topP }, uniformFloat64(random))]!++;
  }
  return counts.map((count) => count / 20_000);
}

function assertNear(actual: number[], expected: number[]): void {
  actual.forEach((share, id) => {
    assert.ok(Math.abs(share - expected[id]!) < 0.015, `id ${id}: ${share} is not about ${expected[id]}`);
  });
}

describe('sampler', () => {
  it('samples the most likely character at temperature 0', () => {
    const sample = createSampler(4);
    for (const coin of [0, 0.5, 0.999]) {
      assert.equal(sample(logs(0.1, 0.2, 0.4, 0.3), { temperature: 0, topP: 1 }, coin), 2);
    }
  });

  it('samples with the given probabilities at temperature 1', () => {
    assertNear(shares(logs(0, 0.2, 0.5, 0.3), 1, 1), [0, 0.2, 0.5, 0.3]);
  });

  it('squares the odds at temperature 0.5', () => {
    assertNear(shares(logs(0, 0.2, 0.4, 0.4), 0.5, 1), [0, 1 / 9, 4 / 9, 4 / 9]);
  });

  it('samples only from the nucleus', () => {
    assertNear(shares(logs(0, 0.05, 0.55, 0.4), 1, 0.9), [0, 0, 0.55 / 0.95, 0.4 / 0.95]);
  });

  it('keeps one character in the smallest nucleus', () => {
    assertNear(shares(logs(0, 0.3, 0.4, 0.3), 1, 0), [0, 0, 1, 0]);
  });

  it('never samples the unknown character, even if it is the most likely', () => {
    assertNear(shares(logs(0.9, 0.05, 0.05), 1, 1), [0, 0.5, 0.5]);
    assert.equal(createSampler(2)(logs(0.9, 0.1), { temperature: 0, topP: 1 }, 0), 1);
  });

  it('returns the unknown character for an empty vocabulary', () => {
    assert.equal(createSampler(1)(logs(1), { temperature: 1, topP: 0.9 }, 0.3), 0);
  });

  it('samples a character with a positive probability for every distribution and setting', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -90, max: 0, noNaN: true }), { minLength: 2, maxLength: 40 }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (scores, temperature, topP, coin) => {
          const id = createSampler(scores.length)(Float32Array.from(scores), { temperature, topP }, coin);
          assert.ok(id >= 1 && id < scores.length, `id ${id}`);
        },
      ),
    );
  });
});
