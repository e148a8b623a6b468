import assert from 'node:assert/strict';
import { createPause, runInSlices, runToEnd, sharedWork, type Work } from '../../../src/model/work.ts';

/** Work of `steps` milliseconds, and the clock that it moves. */
function timedWork(steps: number) {
  const clock = { nowMs: 0, yields: 0, isCleanedUp: false };
  function* work(): Work<string, number> {
    try {
      for (let step = 1; step <= steps; step++) {
        clock.nowMs++;
        yield step / steps;
      }
      return 'done';
    } finally {
      clock.isCleanedUp = true;
    }
  }
  const slices = { sliceMs: 8, now: () => clock.nowMs, yieldToMessages: async () => void clock.yields++ };
  return { work: work(), clock, slices };
}

describe('shared work', () => {
  it('is done once for all callers, and begins again after an error', () => {
    let begun = 0;
    const share = sharedWork(function* (): Work<number> {
      begun++;
      yield;
      if (begun === 1) throw new Error('no memory');
      yield;
      return begun;
    });
    const first = share();
    first.next();
    assert.throws(() => runToEnd(share()), /no memory/u);
    const [one, other] = [share(), share()];
    one.next();
    other.next();
    assert.deepEqual([runToEnd(one), runToEnd(other), runToEnd(share()), begun], [2, 2, 2, 2]);
  });
});

describe('work in slices', () => {
  it('yields to messages after each slice, and has the result of the work', async () => {
    const { work, clock, slices } = timedWork(80);
    assert.equal(await runInSlices(work, slices), 'done');
    assert.equal(clock.yields, 10);
  });

  it('reports its progress', async () => {
    const { work, slices } = timedWork(4);
    const reported: number[] = [];
    await runInSlices(work, { ...slices, onProgress: (done) => reported.push(done) });
    assert.deepEqual(reported, [0.25, 0.5, 0.75, 1]);
  });

  it('ends after a slice when it may not continue, and is cleaned up', async () => {
    const { work, clock, slices } = timedWork(80);
    assert.equal(await runInSlices(work, { ...slices, mayContinue: () => clock.yields < 3 }), undefined);
    assert.deepEqual([clock.yields, clock.isCleanedUp], [3, true]);
  });

  it('runs to its end without yielding', () => {
    assert.equal(
      runToEnd(
        (function* (): Work<number> {
          yield;
          return 7;
        })(),
      ),
      7,
    );
  });
});

describe('a pause', () => {
  it('yields only after a slice of work', async () => {
    const { clock, slices } = timedWork(0);
    const pause = createPause(slices);
    for (clock.nowMs = 0; clock.nowMs < 80; clock.nowMs++) await pause();
    assert.equal(clock.yields, 9);
  });
});
