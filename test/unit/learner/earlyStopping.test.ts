import assert from 'node:assert/strict';
import { createEarlyStopping } from '../../../src/learner/earlyStopping.ts';

const verdicts = (...bits: (number | undefined)[]) => {
  const earlyStopping = createEarlyStopping();
  return bits.map((one) => earlyStopping(one));
};

describe('early stopping', () => {
  it('calls the lowest value so far the best', () => {
    assert.deepEqual(verdicts(3, 2, 2.5, 1.9), ['best', 'best', 'not better', 'best']);
  });

  it('triggers once after four evaluations without a new best', () => {
    assert.deepEqual(verdicts(2, 2.01, 2.01, 2.01, 2.01, 2.01), [
      'best',
      ...Array(3).fill('not better'),
      'getting worse',
      'not better',
    ]);
  });

  it('triggers after two evaluations far above the best, but never after one', () => {
    assert.deepEqual(verdicts(2, 2.05, 2.06, 2.2), ['best', 'not better', 'getting worse', 'not better']);
    assert.deepEqual(verdicts(2, 2.5, 1.9), ['best', 'not better', 'best']);
  });

  it('starts over with each new best', () => {
    assert.ok(!verdicts(2, 2.01, 2.01, 2.01, 1, 1.01, 1.01, 1.005).includes('getting worse'));
  });

  it('does not count evaluations in the grace period', () => {
    const earlyStopping = createEarlyStopping();
    const early = [2, 2.5, 2.4, 2.3, 2.2].map((bits) => earlyStopping(bits, true));
    assert.deepEqual(early, ['best', ...Array(4).fill('not better')]);
    const verdicts = [2.1, 2.1].map((bits) => earlyStopping(bits));
    assert.deepEqual(verdicts, ['not better', 'getting worse']);
  });

  it('takes the newest weights as the best if no text is held out', () => {
    assert.deepEqual(verdicts(undefined, undefined), ['best', 'best']);
  });
});
