// The lock of a storage folder: one writer at a time, and no lock outlives its process.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mock } from 'node:test';
import { thisProcess, WriterLock } from '../../../../src/host/storage/writerLock.ts';
import { MemoryFileSystem } from './memoryFileSystem.ts';

const path = '/storage/model.lock';

describe('the writer lock', () => {
  let files: MemoryFileSystem;
  let nowMs: number;
  let dead: Set<number>;
  const locks: WriterLock[] = [];
  const lockOf = (pid: number, host = 'here'): WriterLock => {
    const lock = new WriterLock(files, path, { pid, host, now: () => nowMs, isAlive: (other) => !dead.has(other) });
    locks.push(lock);
    return lock;
  };

  beforeEach(() => {
    files = new MemoryFileSystem();
    nowMs = 0;
    dead = new Set();
  });
  afterEach(async () => {
    for (const lock of locks.splice(0)) await lock.release();
  });

  it('has one holder until it is released', async () => {
    const [one, other] = [lockOf(1), lockOf(2)];
    assert.equal(await one.acquire(), true);
    assert.equal(await one.acquire(), true, 'the holder may ask again');
    assert.equal(await other.acquire(), false);
    assert.equal(await other.isHeldElsewhere(), true);
    await other.release();
    assert.equal(await other.acquire(), false, 'only the holder releases it');
    await one.release();
    assert.equal(await other.acquire(), true);
    assert.equal(await one.acquire(), false);
  });

  it('is free at once when its process has ended', async () => {
    await lockOf(1).acquire();
    dead.add(1);
    assert.equal(await lockOf(2).isHeldElsewhere(), false);
    assert.equal(await lockOf(2).acquire(), true);
  });

  it('knows living, ended and zombie processes', async function () {
    if (process.platform !== 'linux') this.skip();
    assert.equal(thisProcess.isAlive(process.pid), true);
    // The shell becomes `sleep`, which never asks for the exit code of its child.
    const parent = spawn('sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 30']);
    const [output] = (await once(parent.stdout, 'data')) as [Buffer];
    const child = Number(output.toString());
    for (let waited = 0; waited < 100 && thisProcess.isAlive(child); waited++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.doesNotThrow(() => process.kill(child, 0), 'the system still lists it');
    assert.equal(thisProcess.isAlive(child), false);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    assert.equal(thisProcess.isAlive(parent.pid!), false);
  });

  it('is free when its process hangs, or runs on a computer that is off', async () => {
    const hanging = lockOf(1, 'elsewhere');
    await hanging.acquire();
    const other = lockOf(2);
    assert.equal(await other.acquire(), false);
    nowMs = 60_000;
    assert.equal(await other.acquire(), false);
    nowMs = 100_000;
    assert.equal(await other.acquire(), true);
    assert.equal(await hanging.acquire(), false, 'the process that hung notices that it lost the lock');
  });

  it('stays with a process whose counter changes', async () => {
    await lockOf(1, 'elsewhere').acquire();
    const other = lockOf(2);
    for (let beat = 1; beat < 10; beat++) {
      assert.equal(await other.acquire(), false);
      nowMs += 60_000;
      const file = await files.open(path, 'w');
      await file.write(new TextEncoder().encode(JSON.stringify({ pid: 1, host: 'elsewhere', beat })));
    }
  });

  it('stays with its holder while the counter is written', async () => {
    mock.timers.enable({ apis: ['setInterval'] });
    try {
      const lock = lockOf(1);
      await lock.acquire();
      const open = files.open.bind(files);
      let letWrite = (): void => undefined;
      const mayWrite = new Promise<void>((resolve) => (letWrite = resolve));
      const isOpen = new Promise<void>((resolve) => {
        files.open = async (...parameters) => {
          const file = await open(...parameters);
          resolve();
          await mayWrite;
          return file;
        };
      });
      mock.timers.tick(20_000);
      await isOpen;
      const [isOwn, isElsewhere] = [lock.acquire(), lock.isHeldElsewhere()];
      // Long enough to read the file.
      await new Promise((resolve) => setImmediate(resolve));
      letWrite();
      assert.deepEqual([await isOwn, await isElsewhere], [true, false]);
    } finally {
      mock.timers.reset();
    }
  });

  it('is recovered from an empty file', async () => {
    await files.open(path, 'w');
    const lock = lockOf(1);
    assert.equal(await lock.acquire(), false);
    nowMs = 100_000;
    assert.equal(await lock.acquire(), true);
  });

  it('goes to exactly one of many processes that find it stale at the same time', async () => {
    await lockOf(99).acquire();
    dead.add(99);
    const got = await Promise.all(Array.from({ length: 8 }, (_, pid) => lockOf(pid).acquire()));
    assert.equal(got.filter(Boolean).length, 1);
  });
});
