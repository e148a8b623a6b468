import assert from 'node:assert/strict';
import { dropoutAfter, maskMaker } from '../../../src/learner/dropout.ts';

describe('dropout', () => {
  it('hides nothing in the first reading of a text, and comes in over the second', () => {
    assert.deepEqual(
      [0, 0.5, 1, 1.5, 2, 7].map((readings) => dropoutAfter(readings, 0.2)),
      [0, 0, 0, 0.1, 0.2, 0.2],
    );
  });

  it('hides the part that is asked for, and keeps the expected sum', () => {
    const mask = new Float32Array(20_000);
    maskMaker(1)(mask, 0.25);
    const hidden = mask.filter((factor) => factor === 0).length / mask.length;
    assert.ok(Math.abs(hidden - 0.25) < 0.02, `${hidden}`);
    assert.ok(mask.every((factor) => factor === 0 || Math.abs(factor - 4 / 3) < 1e-6));
  });

  it('is all ones without dropout, and the same for the same seed', () => {
    const masks = [1, 1, 2].map((seed) => {
      const mask = new Float32Array(64);
      maskMaker(seed)(mask, 0.5);
      return mask;
    });
    assert.deepEqual(masks[0], masks[1]);
    assert.notDeepEqual(masks[0], masks[2]);
    maskMaker(1)(masks[0]!, 0);
    assert.ok(masks[0]!.every((factor) => factor === 1));
  });
});
