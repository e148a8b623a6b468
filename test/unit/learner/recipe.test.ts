import assert from 'node:assert/strict';
import { coolDown, linearDecay, warmUpFactor, warmUpSteps } from '../../../src/learner/recipe.ts';

describe('learning-rate schedule', () => {
  it('decays from its peak to zero at the end of the budget', () => {
    const { learningRate, endsAt } = linearDecay(0.01);
    assert.equal(endsAt, 1);
    assert.equal(learningRate(0), 0.01);
    assert.ok(Math.abs(learningRate(0.5) - 0.005) < 1e-12);
    assert.ok(learningRate(1) < 1e-12);
    for (let used = 0.01; used <= 1; used += 0.01) assert.ok(learningRate(used) < learningRate(used - 0.01));
  });

  it('warms up in equal steps, starting low, and then stays', () => {
    const scales = Array.from({ length: 2 * warmUpSteps }, (_, step) => warmUpFactor(step));
    for (let step = 1; step < warmUpSteps; step++) {
      assert.ok(Math.abs(scales[step]! - scales[step - 1]! - scales[0]!) < 1e-12);
    }
    assert.ok(scales[0]! > 0 && scales[0]! < 0.1);
    assert.ok(scales.slice(warmUpSteps - 1).every((scale) => scale === 1));
  });

  it('cools down to zero within a quarter of the time trained so far', () => {
    const { learningRate, endsAt, reason } = coolDown(0.4, 0.006);
    assert.equal(reason, 'stopped improving');
    assert.equal(endsAt, 0.5);
    assert.equal(learningRate(0.4), 0.006);
    assert.ok(Math.abs(learningRate(0.45) - 0.003) < 1e-12);
    assert.ok(learningRate(0.5) < 1e-12);
    assert.equal(coolDown(0.9, 1).endsAt, 1);
  });
});
