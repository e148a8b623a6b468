import assert from 'node:assert/strict';
import { dueAgain } from '../../../src/learner/pace.ts';

describe('pace', () => {
  const pace = { everyMs: 500, part: 0.02 };

  it('keeps its time where the work is quick', () => {
    assert.equal(dueAgain(1000, 1009, pace), 1500);
  });

  it('rests until the work was a small part of the time', () => {
    assert.equal(dueAgain(1000, 1100, pace), 6000);
  });
});
