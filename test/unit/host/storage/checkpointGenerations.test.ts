// Checkpoint files survive every fault: a fault is injected at each file operation in turn, then the storage is opened again.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
  loadGeneration,
  quarantineGeneration,
  saveGeneration,
} from '../../../../src/host/storage/checkpointGenerations.ts';
import { nodeFileSystem, writeWhole } from '../../../../src/host/storage/fileSystem.ts';
import { durableFolder, type StorageFolder } from '../../../../src/host/storage/storageFolder.ts';
import type { PassedContent } from '../../../../src/protocol/passedContent.ts';
import { crashes, failingAt, faults, MemoryFileSystem } from './memoryFileSystem.ts';
import { folderOfTest } from './windows.ts';

const folderPath = '/storage/model';
const length = 9;
/** Generation `n` is a file of `n`s. */
const generation = (n: number): Uint8Array => new Uint8Array(length).fill(n);
const open = (files: MemoryFileSystem) => durableFolder(files, folderPath);

/** The number of the loaded generation; undefined without one. */
async function loadedGeneration(files: MemoryFileSystem): Promise<number | undefined> {
  const bytes = await loadGeneration(open(files));
  if (!bytes) return undefined;
  assert.deepEqual(bytes, generation(bytes[0] ?? 0), 'the loaded file is whole');
  return bytes[0];
}

/** Saves generations 1 to 3. `pass`: passes the content. Returns the last generation that was reported as saved. */
async function saveThree(folder: StorageFolder, pass: (n: number) => Promise<PassedContent>): Promise<number> {
  let saved = 0;
  for (let n = 1; n <= 3; n++) {
    await saveGeneration(folder, await pass(n)).then(
      () => (saved = n),
      () => undefined,
    );
  }
  return saved;
}

describe('the checkpoint files', () => {
  const path = folderOfTest();

  /** As another program does, which has its own faults. */
  async function writeDraft(files: MemoryFileSystem, n: number): Promise<PassedContent> {
    const draft = join(folderPath, `program.${n}.tmp`);
    await writeWhole(files, draft, generation(n), 'w');
    return { files: [draft] };
  }
  const ways = [
    { way: 'bytes', pass: async (_: MemoryFileSystem, n: number) => generation(n), least: 20 },
    { way: 'drafts', pass: writeDraft, least: 10 },
  ];

  for (const { fault, way, pass, least } of faults.flatMap((fault) => ways.map((each) => ({ fault, ...each })))) {
    it(`stay whole and current after a fault (${fault}) at any call, and any crash after it: ${way}`, async () => {
      let injected = 0;
      for (let at = 1; ; at++) {
        const files = new MemoryFileSystem();
        const faulty = failingAt(files, fault, at);
        const saved = await saveThree(durableFolder(faulty, folderPath), (n) => pass(files, n));
        if (faulty.calls < at) break;
        injected++;
        for (const crash of crashes) {
          const after = files.after(crash);
          const loaded = (await loadedGeneration(after)) ?? 0;
          assert.ok(loaded >= saved && loaded <= 3, `call ${at}, ${crash}: saved ${saved}, loaded ${loaded}`);
          await saveGeneration(open(after), generation(4));
          assert.equal(await loadedGeneration(after.after('the power fails before names are written')), 4);
          assert.deepEqual(
            (await after.list(folderPath)).filter((name) => name.endsWith('.tmp')),
            [],
          );
        }
      }
      assert.ok(injected > least, `${injected} faults`);
    });
  }

  it('keep the previous generation, which is loaded when the newest is damaged', async () => {
    const files = new MemoryFileSystem();
    for (let n = 1; n <= 3; n++) await saveGeneration(open(files), generation(n));
    assert.match((await quarantineGeneration(open(files)))!, /^model\.damaged-\d+\.checkpoint$/);
    assert.equal(await loadedGeneration(files), 2);
  });

  it('include at most two damaged ones, the latest, also if the clock is set back', async () => {
    const files = new MemoryFileSystem();
    const { now } = Date;
    try {
      for (let n = 1; n <= 5; n++) {
        Date.now = () => 1_000_000 - 1000 * n;
        await saveGeneration(open(files), generation(n));
        await quarantineGeneration(open(files));
      }
    } finally {
      Date.now = now;
    }
    const names = await files.list(folderPath);
    assert.equal(names.length, 2, names.join());
    const kept = await Promise.all(names.map(async (name) => (await files.read(join(folderPath, name)))[0]));
    assert.deepEqual(kept.sort(), [4, 5]);
  });

  it('are written by a real file system that fails in the same places', async () => {
    for (let at = 1; at < 40; at++) {
      const folder = join(path(), `${at}`);
      const saved = await saveThree(durableFolder(failingAt(nodeFileSystem, 'EIO', at), folder), async (n) =>
        generation(n),
      );
      const bytes = await loadGeneration(durableFolder(nodeFileSystem, folder));
      assert.ok(bytes && bytes[0]! >= saved && bytes.length === length);
    }
  });
});
