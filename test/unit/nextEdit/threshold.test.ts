import assert from 'node:assert/strict';
import { afterOutcome, initialThresholds, parseThresholds, thresholdOf } from '../../../src/nextEdit/threshold.ts';

describe('the thresholds of next edits', () => {
  it('rise after wrong offers and fall after right ones, each in its kind of document', () => {
    const wrong = afterOutcome(initialThresholds, 'a.ts', false);
    assert.ok(wrong.code > initialThresholds.code);
    assert.equal(wrong.prose, initialThresholds.prose);
    assert.ok(afterOutcome(initialThresholds, 'A.MD', true).prose < initialThresholds.prose);
  });

  it('start higher in prose, where fewer edits are repeated', () => {
    assert.ok(thresholdOf(initialThresholds, 'notes.md') > thresholdOf(initialThresholds, 'code.py'));
  });

  it('keep the share of right offers near the target where higher probabilities are right more often', () => {
    let thresholds = initialThresholds;
    let [offers, right] = [0, 0];
    for (let index = 0; index < 20_000; index++) {
      // Logits from -2 to 4, right less often than they say.
      const logit = -2 + 6 * ((index * 0.618) % 1);
      if (logit < thresholds.code) continue;
      const isRight = (index * 0.4142) % 1 < 1 / (1 + Math.exp(1 - logit));
      offers++;
      right += Number(isRight);
      thresholds = afterOutcome(thresholds, 'a.ts', isRight);
    }
    assert.ok(Math.abs(right / offers - 0.75) < 0.02, String(right / offers));
  });

  it('stay within bounds, and start again from what is not a number', () => {
    assert.deepEqual(parseThresholds({ code: 100, prose: NaN }), { code: 3, prose: initialThresholds.prose });
    assert.deepEqual(parseThresholds('1'), initialThresholds);
  });
});
