import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { ConfidenceLevel } from '../../../../src/completion/policy/confidence.ts';
import { createThresholdController } from '../../../../src/completion/policy/thresholdController.ts';

const from = { eager: 0.06, balanced: 0.44, quiet: 0.7 };

/**
 * Share of the suggestions shown that were right, of so many guesses whose probabilities are spread evenly and true only to
 * the power of `deceit`.
 */
function shareRight(eagerness: ConfidenceLevel, guesses: number, deceit: number): number {
  const random = xoroshiro128plus(1);
  const coin = () => uniformInt(random, 0, 999_999) / 1e6;
  const steering = createThresholdController(from);
  let [shown, right] = [0, 0];
  for (let i = 0; i < guesses; i++) {
    const said = coin();
    if (said < steering.thresholds[eagerness]) continue;
    const isRight = coin() < said ** deceit;
    shown++;
    right += Number(isRight);
    steering.update(eagerness, isRight);
  }
  return right / shown;
}

describe('steering', () => {
  for (const deceit of [0.3, 1, 3]) {
    it(`keeps the promise with probabilities that are true to the power of ${deceit}`, () => {
      assert.ok(shareRight('balanced', 20_000, deceit) >= 0.5);
      assert.ok(shareRight('quiet', 20_000, deceit) >= 0.7);
    });
  }

  it('is no quieter than the promise asks for', () => {
    assert.ok(shareRight('balanced', 20_000, 3) < 0.52);
    assert.ok(shareRight('quiet', 20_000, 1) < 0.72);
  });

  it('leaves alone what promises nothing, and the other settings', () => {
    const steering = createThresholdController(from);
    steering.update('eager', false);
    assert.deepEqual(steering.thresholds, from);
    steering.update('balanced', false);
    const { balanced, ...others } = steering.thresholds;
    assert.ok(balanced > from.balanced);
    assert.deepEqual({ balanced: from.balanced, ...others }, from);
  });

  it('stays between never and always, whatever it is told', () => {
    const outcomes = fc.array(fc.boolean(), { maxLength: 3000 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), outcomes, (threshold, judged) => {
        const steering = createThresholdController({ eager: threshold, balanced: threshold, quiet: threshold });
        for (const right of judged) steering.update('balanced', right);
        const { balanced } = steering.thresholds;
        assert.ok(judged.length === 0 ? balanced === threshold : balanced > 0.02 && balanced < 0.98);
      }),
      { numRuns: 50 },
    );
  });
});
