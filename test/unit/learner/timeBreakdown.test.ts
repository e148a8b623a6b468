// What the training's time goes into, as parts of a whole.
import assert from 'node:assert/strict';
import { createTimeBreakdown } from '../../../src/learner/timeBreakdown.ts';

const times = { products: 6, gates: 2, outputs: 1, softmax: 0.5, waiting: 0, update: 0.5 };

describe('phase meter', () => {
  it('says nothing before a step was timed', () => {
    const meter = createTimeBreakdown();
    meter.addStep(undefined);
    assert.equal(meter.shares(100, 10), undefined);
  });

  it('divides the whole time: steps by phase, evaluations, and what is left', () => {
    const meter = createTimeBreakdown();
    meter.addStep(times);
    meter.addEvaluation(50);
    const shares = meter.shares(200, 10)!;
    assert.equal(shares.products, 0.3);
    assert.equal(shares.evaluation, 0.25);
    assert.equal(shares.rest, 0.25);
  });

  it('stays a whole when the timed step was slower than the others', () => {
    const meter = createTimeBreakdown();
    meter.addStep(times);
    const shares = meter.shares(50, 10)!;
    assert.ok(Math.abs(Object.values(shares).reduce((sum, share) => sum + share) - 1) < 1e-12);
    assert.equal(shares.rest, 0);
  });
});
