import assert from 'node:assert/strict';
import { startStopwatch } from '../../../src/learner/stopwatch.ts';

describe('stopwatch', () => {
  it('does not count pauses, even with repeated calls', () => {
    let now = 100;
    const watch = startStopwatch(() => now);
    now = 110;
    watch.pause();
    now = 150;
    watch.pause();
    assert.equal(watch.elapsedMs(), 10);
    watch.resume();
    watch.resume();
    now = 155;
    assert.equal(watch.elapsedMs(), 15);
  });
});
