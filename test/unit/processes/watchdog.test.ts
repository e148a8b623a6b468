// The watchdog, with programs that only pretend to work, and its measure of the time that a real process could work.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { createWatchdog, type Watchdog } from '../../../src/processes/watchdog.ts';
import { activityOf, createWorkTime } from '../../../src/processes/workTime.ts';

const silentMs = 200;

function watch({ workTime, answers = false }: { workTime?: (elapsedMs: number) => number; answers?: boolean }) {
  let hangs = 0;
  let pings = 0;
  const watchdog: Watchdog = createWatchdog({
    silentMs,
    ...(workTime && { workTime }),
    ping: () => {
      pings++;
      if (answers) watchdog.signOfLife();
      return answers ? Promise.resolve() : new Promise(() => undefined);
    },
    onHang: () => hangs++,
  });
  watchdog.setBusy(true);
  return { watchdog, hangs: () => hangs, pings: () => pings };
}

describe('the watchdog', () => {
  it('finds a program that does not answer, once, and asks it once', async () => {
    const { hangs, pings } = watch({});
    await sleep(silentMs / 2);
    assert.equal(hangs(), 0);
    await sleep(3 * silentMs);
    assert.deepEqual([hangs(), pings()], [1, 1]);
  });

  it('lets a program work that answers', async () => {
    const { watchdog, hangs, pings } = watch({ answers: true });
    await sleep(3 * silentMs);
    watchdog.setBusy(false);
    assert.equal(hangs(), 0);
    assert.ok(pings() > 2);
  });

  it('counts no time in which the program could not work', async () => {
    let share = 0;
    const { hangs } = watch({ workTime: (elapsedMs) => share * elapsedMs });
    await sleep(3 * silentMs);
    assert.equal(hangs(), 0);
    share = 1;
    await sleep(3 * silentMs);
    assert.equal(hangs(), 1);
  });

  it('stops when there is no work', async () => {
    const { watchdog, hangs } = watch({});
    watchdog.setBusy(false);
    await sleep(2 * silentMs);
    assert.equal(hangs(), 0);
  });
});

describe('the time that a process could work', () => {
  it('is the CPU time that it got while it waits for a processor, else all of it', () => {
    const seen = [
      { isRunnable: true, cpuMs: 1000 },
      { isRunnable: true, cpuMs: 1030 },
      { isRunnable: true, cpuMs: 1500 },
      { isRunnable: false, cpuMs: 1500 },
      undefined,
    ];
    const workTime = createWorkTime(
      () => 1,
      () => seen.shift(),
    );
    assert.deepEqual(
      Array.from({ length: 5 }, () => workTime(100)),
      [100, 30, 100, 100, 100],
    );
  });

  it('is read of a real process that computes, sleeps or is suspended', async function () {
    if (process.platform !== 'linux') this.skip();
    this.timeout(60_000);
    const code =
      'const used = () => { const { user, system } = process.cpuUsage(); return user + system; }; while (used() < 400_000); setInterval(() => {}, 1e6);';
    const child = spawn(process.execPath, ['-e', code], { stdio: 'ignore' });
    try {
      let busyReads = 0;
      let state = activityOf(child.pid!);
      for (const end = performance.now() + 40_000; performance.now() < end; await sleep(20)) {
        state = activityOf(child.pid!);
        if (state?.isRunnable) busyReads++;
        else if (state && state.cpuMs >= 300) break;
      }
      assert.ok(busyReads > 0, 'it was seen at work');
      assert.equal(state!.isRunnable, false, 'it sleeps');
      assert.ok(state!.cpuMs >= 300, `${state!.cpuMs} ms`);
    } finally {
      child.kill('SIGKILL');
    }
    const suspended = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
    try {
      await sleep(300);
      suspended.kill('SIGSTOP');
      // The signal takes effect when the process gets a processor.
      const end = performance.now() + 20_000;
      while (activityOf(suspended.pid!)!.isRunnable && performance.now() < end) await sleep(20);
      assert.equal(activityOf(suspended.pid!)!.isRunnable, false);
    } finally {
      suspended.kill('SIGKILL');
    }
    assert.equal(activityOf(2 ** 30), undefined, 'no such process');
  });

  it('is read of the threads of this process', async function () {
    if (process.platform !== 'linux') this.skip();
    this.timeout(60_000);
    const isRunnable = (): boolean => activityOf(process.pid)!.isRunnable;
    const worker = new Worker('for (;;);', { eval: true });
    try {
      const before = activityOf(process.pid)!;
      let busyReads = 0;
      for (const end = performance.now() + 40_000; performance.now() < end && busyReads < 10; await sleep(20)) {
        busyReads = isRunnable() ? busyReads + 1 : 0;
      }
      assert.equal(busyReads, 10, 'it computes');
      assert.ok(activityOf(process.pid)!.cpuMs > before.cpuMs);
    } finally {
      await worker.terminate();
    }
    const waiting = new Worker('Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);', { eval: true });
    try {
      let idleReads = 0;
      // Node's own threads may work for a moment.
      for (const end = performance.now() + 40_000; performance.now() < end && idleReads < 10; await sleep(20)) {
        idleReads = isRunnable() ? 0 : idleReads + 1;
      }
      assert.equal(idleReads, 10, 'it waits');
    } finally {
      await waiting.terminate();
    }
  });
});
