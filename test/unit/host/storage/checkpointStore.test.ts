// The checkpoint store over a real folder: permissions, two windows, and a clock that is set back.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, draftWriter } from '../../../../src/disk/draftFiles.ts';
import { CheckpointStore, OtherWriterError } from '../../../../src/host/storage/checkpointStore.ts';
import { folderOfTest, storageOf } from './windows.ts';

const size = 1 << 16;
const content = (value: number): Uint8Array => new Uint8Array(size).fill(value);

describe('the checkpoint store of a window', () => {
  let errors: unknown[];
  const stores: CheckpointStore[] = [];
  beforeEach(() => (errors = []));
  afterEach(() => stores.splice(0).forEach((store) => store.dispose()));
  const path = folderOfTest();

  /** The store of the window whose extension host has the process number `pid`. */
  function open(pid: number, now = () => performance.now()): CheckpointStore {
    const storage = storageOf(join(path(), 'model'), pid);
    const store = new CheckpointStore(storage, (error) => errors.push(error), { now, patienceMs: 300 });
    stores.push(store);
    return store;
  }

  it('writes files that only their owner can read, also into a folder that was open to everyone', async function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(join(path(), 'model'));
    chmodSync(join(path(), 'model'), 0o755);
    const store = open(1);
    store.save(content(1));
    await store.flush();
    await store.writeRunMarker({ closed: false });
    const mode = (name: string): number => statSync(join(path(), name)).mode & 0o777;
    assert.equal(mode('model'), 0o700);
    for (const name of ['model/model.checkpoint', 'model/run.json', 'model.lock'])
      assert.equal(mode(name), 0o600, name);
  });

  it('tells a second window that the first one writes, until the training of the first has ended', async () => {
    const [first, second] = [open(1), open(2)];
    await first.writeRunMarker({ closed: false });
    assert.equal(await first.canWrite(), true);
    assert.equal(await second.canWrite(), false);
    assert.equal(await second.readRunMarker(), undefined, 'the training of the first window is not interrupted');
    second.save(content(2));
    await second.flush();
    assert.ok(errors.length === 1 && errors[0] instanceof OtherWriterError);
    assert.deepEqual(await second.load(), content(2));
    await first.writeRunMarker(undefined);
    await second.flush();
    assert.equal(errors.length, 1);
    assert.deepEqual(Uint8Array.from((await open(3).load())!), content(2));
  });

  it('waits for the window that it replaces in a reload, and finds its interrupted training', async () => {
    const [old, reloaded] = [open(1), open(2)];
    await old.writeRunMarker({ closed: true });
    const marker = reloaded.readRunMarker();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await old.close();
    assert.deepEqual(await marker, { closed: true });
  });

  it('never leaves a damaged file when two windows save at the same time', async () => {
    for (let pair = 0; pair < 40; pair++) {
      const both = [open(10 + pair), open(100 + pair)];
      await Promise.all(
        both.map(async (store, which) => {
          for (let n = 0; n < 3; n++) {
            store.save(content(2 * n + which));
            await store.flush();
          }
        }),
      );
      for (const name of readdirSync(join(path(), 'model'))) {
        const file = join(path(), 'model', name);
        assert.equal(statSync(file).size, size, name);
      }
      await Promise.all(both.map((store) => store.writeRunMarker(undefined)));
      for (const store of both) store.dispose();
      await new Promise((resolve) => setTimeout(resolve, 5));
      rmSync(join(path(), 'model.lock'), { force: true });
    }
  });

  it('writes at the next interval, also if the wall clock is set back one hour', async () => {
    let nowMs = 1_000_000;
    const store = open(1, () => nowMs);
    store.save(content(1));
    await store.flush();
    const { now } = Date;
    try {
      Date.now = () => now() - 3_600_000;
      nowMs += 8000;
      store.save(content(2));
      const file = join(path(), 'model/model.checkpoint.previous');
      for (let waited = 0; waited < 5000 && !existsSync(file); waited += 10) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      assert.ok(existsSync(file), 'the second checkpoint was written');
    } finally {
      Date.now = now;
    }
  });

  describe('with the drafts of a program', () => {
    const names = (): string[] => readdirSync(join(path(), 'model')).sort();
    const drafts = (store: CheckpointStore) => draftWriter(store.newDrafts()!);
    const write = (program: ReturnType<typeof draftWriter>, value: number) => ({ files: [program(content(value))] });

    it('keeps the newest, and deletes those before', async () => {
      const store = open(1);
      await store.writeRunMarker({ closed: false });
      const program = drafts(store);
      store.save(write(program, 1));
      await store.flush();
      for (let value = 2; value <= 4; value++) store.save(write(program, value));
      assert.deepEqual(Uint8Array.from((await store.load())!), content(4));
      await store.flush();
      assert.deepEqual(Uint8Array.from((await open(1).load())!), content(4));
      assert.deepEqual(names(), ['model.checkpoint', 'model.checkpoint.previous', 'run.json']);
      assert.deepEqual(errors, []);
    });

    it('passes the file on, and writes nothing until it is read', async () => {
      const store = open(1);
      assert.equal(await store.pass(() => assert.fail()), undefined);
      await store.writeRunMarker({ closed: false });
      const program = drafts(store);
      const first = write(program, 1);
      store.save(first);
      const read = store.pass(async (passed) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return bytesOf(passed);
      });
      store.save(write(program, 2));
      await store.flush();
      assert.ok([1, 2].includes((await read)![0]!));
      const passed = await store.pass(async (newest) => newest);
      assert.deepEqual(Uint8Array.from(await bytesOf(passed!)), content(2));
      assert.ok(!(passed instanceof Uint8Array));
    });

    it('deletes those of a program that ended before it told of them, when a training begins or is over', async () => {
      const store = open(1);
      await store.writeRunMarker({ closed: false });
      drafts(store)(content(1));
      await store.writeRunMarker(undefined);
      assert.deepEqual(names(), []);
      drafts(store)(content(1));
      await store.writeRunMarker({ closed: false });
      assert.deepEqual(names(), ['run.json']);
    });

    it('deletes them when they are discarded, also one that is not known', async () => {
      const store = open(1);
      await store.writeRunMarker({ closed: false });
      const program = drafts(store);
      const known = write(program, 1);
      write(program, 2);
      store.save(known);
      store.discard();
      await store.flush();
      assert.deepEqual(names(), ['run.json']);
    });

    it('goes on where one is gone', async () => {
      const store = open(1);
      store.save(content(1));
      await store.flush();
      const draft = await write(drafts(store), 2);
      rmSync(draft.files[0]!);
      store.save(draft);
      await store.flush();
      assert.deepEqual(Uint8Array.from((await store.load())!), content(1));
      assert.deepEqual(errors, []);
    });
  });
});
