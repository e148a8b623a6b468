import assert from 'node:assert/strict';
import { createMaskGenerator } from '../../../src/learner/dropoutMask.ts';
import { dropoutAtEpoch, dropoutRampEpochs } from '../../../src/learner/recipe.ts';

describe('dropout', () => {
  it('is zero in the first epoch and ramps up over the next ones', () => {
    const rates = [0, 1, 1.5, 3.5, 6, 70].map((epochs) => dropoutAtEpoch(epochs, 0.5, 5));
    assert.deepEqual(rates, [0, 0, 0.05, 0.25, 0.5, 0.5]);
  });

  it('ramps up faster with fewer characters per weight', () => {
    const ramps = [1e3, 1e6, 2e6, 1e9].map((characters) => dropoutRampEpochs(characters, 1e6));
    assert.deepEqual(ramps, [1, 1.5, 3, 5]);
  });

  it('masks the requested share and keeps the expected sum', () => {
    const mask = new Float32Array(20_000);
    createMaskGenerator(1)(mask, 0.25);
    const hidden = mask.filter((factor) => factor === 0).length / mask.length;
    assert.ok(Math.abs(hidden - 0.25) < 0.02, `${hidden}`);
    assert.ok(mask.every((factor) => factor === 0 || Math.abs(factor - 4 / 3) < 1e-6));
  });

  it('gives all ones without dropout, and the same mask for the same seed', () => {
    const masks = [1, 1, 2].map((seed) => {
      const mask = new Float32Array(64);
      createMaskGenerator(seed)(mask, 0.5);
      return mask;
    });
    assert.deepEqual(masks[0], masks[1]);
    assert.notDeepEqual(masks[0], masks[2]);
    createMaskGenerator(1)(masks[0]!, 0);
    assert.ok(masks[0]!.every((factor) => factor === 1));
  });
});
