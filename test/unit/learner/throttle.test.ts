import assert from 'node:assert/strict';
import { nextDue } from '../../../src/learner/throttle.ts';

describe('pace', () => {
  const pace = { everyMs: 500, part: 0.02 };

  it('keeps its time where the work is quick', () => {
    assert.equal(nextDue(1000, 1009, pace), 1500);
  });

  it('rests until the work was a small part of the time', () => {
    assert.equal(nextDue(1000, 1100, pace), 6000);
  });
});
