// The share of the time in which texts are learned.
import assert from 'node:assert/strict';
import { createLearningPace } from '../../../src/predictor/learningPace.ts';
import { nextTurn } from './tinyModel.ts';

const always = (): boolean => true;

/** Whether a promise settles before all work that is ready now is done. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await nextTurn();
  return settled;
}

describe('the pace of learning', () => {
  it('has no rests at first', async () => {
    assert.ok(await isSettled(createLearningPace().rest(1, always)));
  });

  it('rests in proportion to the work', async () => {
    const pace = createLearningPace();
    pace.setShare(0.25);
    const began = performance.now();
    await pace.rest(10, always);
    // A timer may fire a millisecond early.
    assert.ok(performance.now() - began >= 29);
  });

  it('waits while the share is 0, and goes on', async () => {
    const pace = createLearningPace();
    pace.setShare(0);
    const rests = [pace.rest(1, always), pace.rest(1, always)];
    assert.ok(!(await isSettled(rests[0]!)));
    pace.setShare(1);
    await Promise.all(rests);
  });

  it('lets work that is not wanted any more end', async () => {
    const pace = createLearningPace();
    pace.setShare(0);
    let isWanted = true;
    const [given, kept] = [pace.rest(1, () => isWanted), pace.rest(1, always)];
    isWanted = false;
    pace.wake();
    await given;
    assert.ok(!(await isSettled(kept)));
    pace.setShare(1);
    await kept;
  });
});
