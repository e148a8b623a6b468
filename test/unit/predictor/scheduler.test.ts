import assert from 'node:assert/strict';
import { createScheduler } from '../../../src/predictor/scheduler.ts';
import { turns } from './tinyModel.ts';

const always = () => true;

/** A scheduler whose slices all end after one step. */
function scheduler() {
  return createScheduler(turns(1000));
}

/** Work of some steps that logs its steps and its end. */
function* work(name: string, steps: number, log: string[]): Generator<void, string> {
  try {
    for (let step = 0; step < steps; step++) {
      log.push(name);
      yield;
    }
    return name;
  } finally {
    log.push(`${name} ends`);
  }
}

describe('scheduler', () => {
  it('returns the result of the work', async () => {
    const { runInForeground, runInBackground } = scheduler();
    assert.equal(await runInForeground(work('a', 3, []), always), 'a');
    assert.equal(await runInBackground(work('b', 3, [])), 'b');
  });

  it('stops foreground work when newer foreground work starts, and starts that after the end of the older', async () => {
    const log: string[] = [];
    const { runInForeground } = scheduler();
    const older = runInForeground(work('a', 50, log), always);
    assert.equal(await runInForeground(work('b', 1, log), always), 'b');
    assert.equal(await older, undefined);
    assert.ok(log.indexOf('a ends') < log.indexOf('b'));
  });

  it('stops foreground work that is not wanted any more', async () => {
    const log: string[] = [];
    const { runInForeground } = scheduler();
    assert.equal(await runInForeground(work('a', 50, log), () => log.length < 3), undefined);
    assert.deepEqual(log, ['a', 'a', 'a', 'a ends']);
  });

  it('pauses background work while foreground work runs', async () => {
    const log: string[] = [];
    const { runInForeground, runInBackground } = scheduler();
    const background = runInBackground(work('back', 5, log));
    await runInForeground(work('fore', 5, log), always);
    assert.equal(await background, 'back');
    const [first, last] = [log.indexOf('fore'), log.indexOf('fore ends')];
    assert.ok(!log.slice(first, last).includes('back'));
  });

  it('is idle unless foreground work runs', async () => {
    const scheduling = scheduler();
    const background = scheduling.runInBackground(work('back', 3, []));
    assert.equal(scheduling.isIdle, true);
    const foreground = scheduling.runInForeground(work('fore', 3, []), always);
    assert.equal(scheduling.isIdle, false);
    await Promise.all([background, foreground]);
    assert.equal(scheduling.isIdle, true);
  });

  it('continues after work fails', async () => {
    const { runInForeground } = scheduler();
    const failing = (function* (): Generator<void, void> {
      yield;
      throw new Error('broken');
    })();
    await assert.rejects(runInForeground(failing, always), /broken/u);
    assert.equal(await runInForeground(work('a', 1, []), always), 'a');
  });

  it('runs work that can wait when no foreground work has started for half a second', async () => {
    const log: string[] = [];
    const { runInForeground, runWhenQuiet } = scheduler();
    await runInForeground(work('a', 1, log), always);
    const began = performance.now();
    const quiet = runWhenQuiet(work('b', 4, log));
    await runInForeground(work('c', 1, log), always);
    assert.equal(await quiet, 'b');
    const steps = log.filter((entry) => !entry.endsWith('ends'));
    assert.deepEqual(steps, ['a', 'c', 'b', 'b', 'b', 'b']);
    assert.ok(performance.now() - began > 450);
  });
});
