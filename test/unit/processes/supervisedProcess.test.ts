// The supervisor, with real threads and processes that misbehave, and with programs that only pretend to run.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResourceLimits } from 'node:worker_threads';
import { cleanEnvironment, startProcess, startThread, startWithFallback } from '../../../src/processes/program.ts';
import type { Program } from '../../../src/processes/program.ts';
import { SupervisedProcess, type SupervisedOptions } from '../../../src/processes/supervisedProcess.ts';

interface Api {
  pid(): Promise<number>;
  environment(): Promise<Record<string, string>>;
  /** Never replies, and does nothing. */
  wait(): Promise<void>;
  /** Never replies, and never lets a message in. */
  loop(): Promise<void>;
  exit(code: number): void;
}

/** Written by hand, without our own code: messages as birpc sends them. */
const program = `
import { parentPort } from 'node:worker_threads';
const post = parentPort ? (message) => parentPort.postMessage(message) : (message) => process.send(message);
const functions = {
  'rpc:ping': () => undefined,
  pid: () => process.pid,
  environment: () => ({ ...process.env }),
  wait: () => new Promise(() => {}),
  loop: () => { for (;;); },
  exit: (code) => process.exit(code),
};
(parentPort ?? process).on('message', async ({ i, m, a }) => {
  const r = await functions[m](...a);
  if (i) post({ t: 's', i, r });
});
if (!parentPort) process.on('disconnect', () => process.exit());
`;

describe('a supervised process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-state-processes-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const file = write('program.mjs', program);
  const opened: SupervisedProcess<Api>[] = [];

  function supervise(start: () => Program, options: Partial<SupervisedOptions<Api>> = {}) {
    const exits: string[] = [];
    const errors: string[] = [];
    const child = new SupervisedProcess<Api>({
      name: 'The program',
      start,
      events: { exit: true },
      handlers: {},
      onExit: ({ message }) => exits.push(message),
      onError: ({ message }) => errors.push(message),
      ...options,
    });
    opened.push(child);
    return { child, exits, errors };
  }

  afterEach(() => opened.splice(0).forEach((child) => child.close()));
  after(() => rmSync(folder, { recursive: true, force: true }));

  const kinds = [
    { kind: 'process', start: (path: string) => startProcess(path) },
    { kind: 'thread', start: (path: string) => startThread(path, 'test') },
  ];
  for (const { kind, start } of kinds) {
    it(`starts a ${kind} on demand, once`, async () => {
      let starts = 0;
      const { child, exits } = supervise(() => (starts++, start(file)));
      assert.equal(child.remote, undefined);
      assert.equal(await child.start().pid(), await child.start().pid());
      assert.equal(starts, 1);
      child.close();
      assert.equal(child.remote, undefined);
      assert.deepEqual(exits, []);
    });

    it(`rejects the waiting calls of a ${kind} that exits, reports it once, and starts another`, async () => {
      const { child, exits } = supervise(() => start(file));
      const waiting = [child.start().wait(), child.start().wait()];
      child.start().exit(7);
      for (const call of waiting) await assert.rejects(call, /^ExitError: The program stopped: exit code 7$/);
      assert.deepEqual(exits, ['The program stopped: exit code 7']);
      assert.equal(typeof (await child.start().pid()), 'number');
    });

    it(`ends a ${kind} that is caught in a loop, and reports it once`, async () => {
      const { child, exits } = supervise(() => start(file), { silentMs: 2000 });
      const pid = await child.start().pid();
      await assert.rejects(child.start().loop(), /does not respond/);
      assert.deepEqual(exits, ['The program stopped: it does not respond']);
      if (kind === 'process') await gone(pid);
      assert.equal(typeof (await child.start().pid()), 'number');
    });

    it(`lets a ${kind} work for longer than it may be silent, as long as it answers pings`, async () => {
      const { child, exits } = supervise(() => start(file), { silentMs: 1500 });
      const waiting = child.start().wait();
      await sleep(2500);
      assert.deepEqual(exits, []);
      child.close();
      await assert.rejects(waiting, /was closed/);
    });

    it(`reports a ${kind} that cannot be started`, async () => {
      const { child, exits } = supervise(() => start(join(folder, 'missing.mjs')));
      await assert.rejects(child.start().wait(), /The program stopped/);
      assert.equal(exits.length, 1);
    });
  }

  it('limits the garbage that a thread keeps', async () => {
    const limits = `import { parentPort, resourceLimits } from 'node:worker_threads';\nparentPort.postMessage(resourceLimits);`;
    const thread = startThread(write('limits.mjs', limits), 'test', undefined, 200);
    const given = new Promise((resolve) => thread.listen(resolve));
    const { maxOldGenerationSizeMb, maxYoungGenerationSizeMb } = (await given) as ResourceLimits;
    assert.deepEqual([maxOldGenerationSizeMb, maxYoungGenerationSizeMb], [200, 8]);
    thread.kill();
  });

  it('kills a process that ignores SIGTERM', async () => {
    const stubborn = write(
      'stubborn.mjs',
      `process.on('SIGTERM', () => {});${program.replace(/if \(!parentPort\).*/, '')}`,
    );
    const { child } = supervise(() => startProcess(stubborn));
    const pid = await child.start().pid();
    child.close();
    await sleep(500);
    assert.ok(isAlive(pid));
    await gone(pid);
  });

  it('kills a process that is suspended', async () => {
    const { child, exits } = supervise(() => startProcess(file), { silentMs: 2000 });
    const pid = await child.start().pid();
    process.kill(pid, 'SIGSTOP');
    await assert.rejects(child.start().wait(), /does not respond/);
    assert.equal(exits.length, 1);
    await gone(pid);
  });

  it('gives a process a clean environment', async () => {
    process.env['HIDDEN_STATE_TEST'] = 'not passed on';
    try {
      const names = Object.keys(
        await supervise(() => startProcess(file))
          .child.start()
          .environment(),
      );
      assert.ok(!names.includes('HIDDEN_STATE_TEST') && !names.includes('PATH'), names.join());
    } finally {
      delete process.env['HIDDEN_STATE_TEST'];
    }
    assert.deepEqual(cleanEnvironment({ NODE_OPTIONS: '--inspect', SystemRoot: 'C:\\Windows', TZ: 'UTC' }), {
      SystemRoot: 'C:\\Windows',
      TZ: 'UTC',
      MALLOC_MMAP_THRESHOLD_: '262144',
      ELECTRON_RUN_AS_NODE: '1',
    });
  });

  it('is available again when its exits are long ago, or when the user asks', () => {
    let now = 0;
    const programs: FakeProgram[] = [];
    const start = (): Program => {
      programs.push(fakeProgram());
      return programs.at(-1)!;
    };
    const { child } = supervise(start, { now: () => now });
    for (let exit = 1; exit <= 4; exit++) {
      assert.ok(child.isAvailable, `after ${exit - 1} exits`);
      child.start();
      programs.at(-1)!.exit('broken');
      now += 60_000;
    }
    assert.ok(!child.isAvailable);
    now += 7 * 60_000;
    assert.ok(child.isAvailable, 'ten minutes after the first exit');
    now -= 7 * 60_000;
    child.allowRestarts();
    assert.ok(child.isAvailable);
  });

  it('stops a program gently, and kills it only when it has not ended two seconds later', async () => {
    const [obedient, deaf] = [fakeProgram({ stops: true }), fakeProgram()];
    for (const each of [obedient, deaf]) {
      const { child } = supervise(() => each);
      child.start();
      child.close();
    }
    assert.deepEqual([obedient.calls, deaf.calls], [['stop'], ['stop']]);
    await sleep(2100);
    assert.deepEqual([obedient.calls, deaf.calls], [['stop'], ['stop', 'kill']]);
  });

  describe('with a fallback', () => {
    it('runs as a thread where no process can be started, and gets all messages', async () => {
      const start = () =>
        startWithFallback(
          () => startProcess(join(folder, 'missing.mjs')),
          () => startThread(file, 'test'),
        );
      const { child, exits } = supervise(start);
      assert.equal(await child.start().pid(), process.pid);
      assert.deepEqual(exits, []);
    });

    it('is over when the process exits after its first message', async () => {
      const start = () =>
        startWithFallback(
          () => startProcess(file),
          () => assert.fail('no second start'),
        );
      const { child, exits } = supervise(start);
      await child.start().pid();
      child.start().exit(3);
      await assert.rejects(child.start().wait(), /exit code 3/);
      assert.equal(exits.length, 1);
    });

    it('does not start the second program after it was closed', async () => {
      const first = fakeProgram({ stops: true });
      const { child } = supervise(() =>
        startWithFallback(
          () => first,
          () => assert.fail('no second start'),
        ),
      );
      child.start();
      child.close();
      assert.deepEqual(first.calls, ['stop']);
    });
  });
});

interface FakeProgram extends Program {
  readonly calls: string[];
  exit(reason: string): void;
}

/** `stops`: ends when it is asked to. */
function fakeProgram({ stops = false } = {}): FakeProgram {
  const calls: string[] = [];
  let onExit = (reason: string): void => void reason;
  return {
    calls,
    post: () => undefined,
    listen: () => undefined,
    onExit: (listener) => (onExit = listener),
    stop: () => {
      calls.push('stop');
      if (stops) onExit('stopped');
    },
    kill: () => void calls.push('kill'),
    exit: (reason) => onExit(reason),
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Resolves when there is no such process any more; rejects after five seconds. */
async function gone(pid: number): Promise<void> {
  for (const end = Date.now() + 5000; isAlive(pid); await sleep(20))
    assert.ok(Date.now() < end, `${pid} is still there`);
}
