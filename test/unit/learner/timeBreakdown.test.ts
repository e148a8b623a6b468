// The training time by phase, as shares that add up to 1.
import assert from 'node:assert/strict';
import { createTimeBreakdown } from '../../../src/learner/timeBreakdown.ts';

const times = { products: 6, gates: 2, outputs: 1, softmax: 0.5, waiting: 0, update: 0.5 };

describe('time breakdown', () => {
  it('is undefined before a step was timed', () => {
    const breakdown = createTimeBreakdown();
    breakdown.addStep(undefined);
    assert.equal(breakdown.shares(100, 10), undefined);
  });

  it('divides the time into phases of steps, evaluations and the rest', () => {
    const breakdown = createTimeBreakdown();
    breakdown.addStep(times);
    breakdown.addEvaluation(50);
    const shares = breakdown.shares(200, 10)!;
    assert.equal(shares.products, 0.3);
    assert.equal(shares.evaluation, 0.25);
    assert.equal(shares.rest, 0.25);
  });

  it('adds up to 1 if the timed step was slower than the others', () => {
    const breakdown = createTimeBreakdown();
    breakdown.addStep(times);
    const shares = breakdown.shares(50, 10)!;
    assert.ok(Math.abs(Object.values(shares).reduce((sum, share) => sum + share) - 1) < 1e-12);
    assert.equal(shares.rest, 0);
  });
});
