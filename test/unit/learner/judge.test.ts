import assert from 'node:assert/strict';
import { createJudge } from '../../../src/learner/judge.ts';

const verdicts = (...bits: (number | undefined)[]) => bits.map(createJudge());

describe('judge', () => {
  it('calls the lowest so far the best', () => {
    assert.deepEqual(verdicts(3, 2, 2.5, 1.9), ['best', 'best', 'not better', 'best']);
  });

  it('says once that it is getting worse, after four evaluations without a new best', () => {
    assert.deepEqual(verdicts(2, 3, 3, 3, 3, 3), [
      'best',
      ...Array(3).fill('not better'),
      'getting worse',
      'not better',
    ]);
  });

  it('starts counting anew with each best', () => {
    assert.ok(!verdicts(2, 3, 3, 3, 1, 3, 3, 3).includes('getting worse'));
  });

  it('takes the newest as the best where nothing is held out', () => {
    assert.deepEqual(verdicts(undefined, undefined), ['best', 'best']);
  });
});
