import assert from 'node:assert/strict';
import { afterOutcome, initialThreshold, parseThreshold } from '../../../src/nextEdit/threshold.ts';

describe('the threshold of next edits', () => {
  it('rises after wrong offers and falls after right ones', () => {
    assert.ok(afterOutcome(initialThreshold, false) > initialThreshold);
    assert.ok(afterOutcome(initialThreshold, true) < initialThreshold);
  });

  it('keeps the share of right offers near the target where higher probabilities are right more often', () => {
    let threshold = initialThreshold;
    let [offers, right] = [0, 0];
    for (let index = 0; index < 20_000; index++) {
      // Logits from -2 to 4, right less often than they say.
      const logit = -2 + 6 * ((index * 0.618) % 1);
      if (logit < threshold) continue;
      const isRight = (index * 0.4142) % 1 < 1 / (1 + Math.exp(1 - logit));
      offers++;
      right += Number(isRight);
      threshold = afterOutcome(threshold, isRight);
    }
    assert.ok(Math.abs(right / offers - 0.75) < 0.02, String(right / offers));
  });

  it('stays within bounds, and starts again from what is not a number', () => {
    assert.equal(parseThreshold(100), parseThreshold(50));
    assert.equal(parseThreshold(NaN), initialThreshold);
    assert.equal(parseThreshold('1'), initialThreshold);
  });
});
