// The order of runs, also where the clock was wrong when some began.
import assert from 'node:assert/strict';
import { newestFirst } from '../../../../src/host/storage/newestRuns.ts';

describe('runs by their start', () => {
  it('come with the newest first, and those of the future last', () => {
    assert.deepEqual([5, 300, 90, 200, 100].sort(newestFirst(100)), [100, 90, 5, 300, 200]);
  });
});
