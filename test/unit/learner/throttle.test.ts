import assert from 'node:assert/strict';
import { nextDue } from '../../../src/learner/throttle.ts';

describe('throttle', () => {
  const throttle = { minIntervalMs: 500, maxShare: 0.02 };

  it('keeps its interval if the work is fast', () => {
    assert.equal(nextDue(1000, 1009, throttle), 1500);
  });

  it('waits until the work takes only a small share of the time', () => {
    assert.equal(nextDue(1000, 1100, throttle), 6000);
  });
});
