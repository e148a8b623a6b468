// The file of what was learned: complete or absent after any failure, and gone when a part of it must be forgotten.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFileSystem, type FileSystem } from '../../../../src/host/storage/fileSystem.ts';
import { LearnedStore } from '../../../../src/host/storage/learnedStore.ts';
import { durableFolder } from '../../../../src/host/storage/storageFolder.ts';
import { openWorkspaceState } from '../../../../src/host/storage/workspaceState.ts';
import { failingAt, faults } from './memoryFileSystem.ts';
import { folderOfTest, storageOf } from './windows.ts';

const old = new TextEncoder().encode('old '.repeat(1000));
const fresh = new TextEncoder().encode('fresh '.repeat(1000));

describe('the store of what was learned', () => {
  const path = folderOfTest();
  let time = 0;
  let drafts = 0;

  const file = (): string => join(path(), 'learned/learned.state');
  /** Short, for messages. */
  const textOf = (bytes: Uint8Array | undefined): string | undefined =>
    bytes && `${bytes.length} bytes of ${Buffer.from(bytes).toString().slice(0, 5)}`;

  /** `alive`: whether the processes of other windows are. A lock without content is stale where time passes. */
  async function openWindow(pid: number, files: FileSystem = nodeFileSystem, alive = true) {
    const warnings: string[] = [];
    const state = await openWorkspaceState(durableFolder(nodeFileSystem, join(path(), 'state'), pid), (error) =>
      assert.fail(String(error)),
    );
    const environment = { now: () => (alive ? 0 : (time += 100_000)), isAlive: () => alive };
    const storage = storageOf(join(path(), 'learned'), pid, files, environment);
    const store = new LearnedStore(storage, { state, warn: (message) => warnings.push(message) });
    await store.begin();
    /** As the predictor does. */
    const save = (bytes: Uint8Array, epoch: string | undefined): Promise<void> => {
      const draft = `${store.drafts}${++drafts}.tmp`;
      mkdirSync(join(path(), 'learned'), { recursive: true });
      writeFileSync(draft, bytes);
      return store.keep(draft, epoch);
    };
    const load = async (): Promise<Uint8Array | undefined> => {
      const found = await store.find();
      return found === undefined ? undefined : readFileSync(found);
    };
    return { store, warnings, save, load };
  }

  it('finds what was stored, without the draft', async () => {
    const { store, save, load } = await openWindow(1);
    await save(fresh, store.epoch);
    assert.equal(textOf(await load()), textOf(fresh));
    assert.deepEqual(readdirSync(join(path(), 'learned')), ['learned.state']);
  });

  it('deletes the drafts of programs that have ended', async () => {
    const { store } = await openWindow(1);
    mkdirSync(join(path(), 'learned'), { recursive: true });
    writeFileSync(`${store.drafts}7.tmp`, old);
    await (await openWindow(2)).store.flush();
    assert.deepEqual(readdirSync(join(path(), 'learned')), []);
  });

  for (const fault of faults) {
    it(`has the old content or the new one after a fault (${fault}) at any call`, async () => {
      for (let call = 1; ; call++) {
        const { store, save } = await openWindow(1, nodeFileSystem, false);
        // A lock without content, which a killed process may leave, is found to be stale at the second look.
        for (let look = 0; look < 2; look++) await save(old, store.epoch);
        const files = failingAt(nodeFileSystem, fault, call);
        const broken = await openWindow(2, files, false);
        await broken.save(fresh, broken.store.epoch);
        const next = await openWindow(3, nodeFileSystem, false);
        const found = textOf(await next.load());
        assert.ok([textOf(old), textOf(fresh)].includes(found), `after call ${call}: ${found}`);
        if (files.calls < call) return assert.equal(found, textOf(fresh));
        // The next window can store again.
        for (let look = 0; look < 2; look++) await next.save(fresh, next.store.epoch);
        assert.equal(textOf(await next.load()), textOf(fresh));
      }
    });
  }

  it('deletes the file at once, and stores nothing that was learned before', async () => {
    const { store, save } = await openWindow(1);
    const { epoch } = store;
    await save(old, epoch);
    await store.invalidate();
    assert.ok(!existsSync(file()));
    await save(old, epoch);
    assert.deepEqual(readdirSync(join(path(), 'learned')), []);
    await save(fresh, store.epoch);
    assert.equal(textOf(readFileSync(file())), textOf(fresh));
  });

  it('does not load what is being deleted', async () => {
    const { store, save, load } = await openWindow(1);
    await save(old, store.epoch);
    const deleted = store.invalidate();
    assert.equal(await load(), undefined);
    await deleted;
  });

  it('does not store what another window has forgotten meanwhile', async () => {
    const [one, two] = [await openWindow(1), await openWindow(2)];
    const { epoch } = one.store;
    await two.store.invalidate();
    await one.save(old, epoch);
    assert.ok(!existsSync(file()));
    const written = one.save(old, one.store.epoch);
    await Promise.all([written, two.store.invalidate()]);
    assert.ok(!existsSync(file()));
  });

  it('writes no note after everything was removed, but where another window has begun', async () => {
    const [one, two] = [await openWindow(1), await openWindow(2)];
    const notes = (): string[] => readdirSync(join(path(), 'state'));
    for (const { store } of [one, two]) store.reset();
    rmSync(join(path(), 'state'), { recursive: true });
    await one.store.invalidate();
    assert.ok(!existsSync(join(path(), 'state')) || notes().length === 0);
    await two.store.begin();
    const { epoch } = two.store;
    await one.store.invalidate();
    await two.save(fresh, epoch);
    assert.ok(!existsSync(file()), 'what the other window has learned is invalid, too');
  });

  it('lets one of two windows write at a time', async () => {
    const [one, two] = [await openWindow(1), await openWindow(2)];
    await Promise.all([one.save(old, one.store.epoch), two.save(fresh, two.store.epoch)]);
    assert.ok([textOf(old), textOf(fresh)].includes(textOf(readFileSync(file()))));
    assert.deepEqual([one.warnings, two.warnings], [[], []]);
  });
});
