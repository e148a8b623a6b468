import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ConfidenceLevel } from '../../../../src/completion/decide/threshold.ts';
import { createThresholdController } from '../../../../src/completion/decide/thresholdController.ts';

const initial = { eager: 0.06, balanced: 0.44, quiet: 0.7 };

/**
 * Precision of the shown suggestions. The predicted probabilities are uniform; the true probability is the predicted one to the
 * power of `overconfidence`.
 */
function precisionAt(level: ConfidenceLevel, suggestions: number, overconfidence: number): number {
  const random = xoroshiro128plus(1);
  const coin = () => uniformInt(random, 0, 999_999) / 1e6;
  const controller = createThresholdController(initial);
  let [shown, right] = [0, 0];
  for (let i = 0; i < suggestions; i++) {
    const predicted = coin();
    if (predicted < controller.thresholds[level]) continue;
    const isRight = coin() < predicted ** overconfidence;
    shown++;
    right += Number(isRight);
    controller.update(level, isRight);
  }
  return right / shown;
}

describe('threshold controller', () => {
  for (const overconfidence of [0.3, 1, 3]) {
    it(`keeps the promised precision if true probabilities are the predicted ones to the power of ${overconfidence}`, () => {
      assert.ok(precisionAt('balanced', 20_000, overconfidence) >= 0.5);
      assert.ok(precisionAt('quiet', 20_000, overconfidence) >= 0.7);
    });
  }

  it('does not exceed the promised precision by much', () => {
    assert.ok(precisionAt('balanced', 20_000, 3) < 0.52);
    assert.ok(precisionAt('quiet', 20_000, 1) < 0.72);
  });

  it('changes only the threshold of its level, and never that of eager', () => {
    const controller = createThresholdController(initial);
    controller.update('eager', false);
    assert.deepEqual(controller.thresholds, initial);
    controller.update('balanced', false);
    const { balanced, ...others } = controller.thresholds;
    assert.ok(balanced > initial.balanced);
    assert.deepEqual({ balanced: initial.balanced, ...others }, initial);
  });

  it('keeps thresholds between 0 and 1 for any outcomes', () => {
    const outcomes = fc.array(fc.boolean(), { maxLength: 3000 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), outcomes, (threshold, isRight) => {
        const controller = createThresholdController({ eager: threshold, balanced: threshold, quiet: threshold });
        for (const right of isRight) controller.update('balanced', right);
        const { balanced } = controller.thresholds;
        assert.ok(isRight.length === 0 ? balanced === threshold : balanced > 0.02 && balanced < 0.98);
      }),
      { numRuns: 50 },
    );
  });
});
