// What the extension remembers for a workspace, in a real folder.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeFileSystem } from '../../../../src/host/storage/fileSystem.ts';
import { durableFolder } from '../../../../src/host/storage/storageFolder.ts';
import { openWorkspaceState } from '../../../../src/host/storage/workspaceState.ts';
import { folderOfTest } from './windows.ts';

describe('the state of a workspace', () => {
  const path = folderOfTest();
  let warnings: unknown[];
  beforeEach(() => (warnings = []));

  const open = () =>
    openWorkspaceState(durableFolder(nodeFileSystem, join(path(), 'state')), (error) => warnings.push(error));
  const files = (): string[] => readdirSync(join(path(), 'state'));

  it('is there again after a restart, in files that only their owner can read', async () => {
    const state = await open();
    assert.equal(state.get('excluded files'), undefined);
    void state.update('excluded files', ['older.md']);
    void state.update('excluded files', ['diary.md']);
    void state.update('snoozedUntil', 5);
    await state.flush();
    const again = await open();
    assert.deepEqual([...again.keys()].sort(), ['excluded files', 'snoozedUntil']);
    assert.deepEqual(again.get('excluded files'), ['diary.md']);
    assert.deepEqual(files().sort(), ['excluded-files.json', 'snoozedUntil.json']);
    if (process.platform === 'win32') return;
    for (const name of files()) assert.equal(statSync(join(path(), 'state', name)).mode & 0o777, 0o600);
  });

  it('has what another window has written, when it is asked to look', async () => {
    const [one, two] = [await open(), await open()];
    await one.update('excluded files', ['diary.md']);
    assert.equal(two.get('excluded files'), undefined);
    await two.refresh('excluded files');
    assert.deepEqual(two.get('excluded files'), ['diary.md']);
    await one.update('excluded files', undefined);
    await two.refresh('excluded files');
    assert.equal(two.get('excluded files'), undefined);
  });

  it('keeps a value of its own that is not on the disk yet when it is asked to look', async () => {
    const folder = durableFolder(nodeFileSystem, join(path(), 'state'));
    const write = async (name: string, bytes: Uint8Array): Promise<void> => {
      await sleep(20);
      await folder.write(name, bytes);
    };
    const state = await openWorkspaceState({ ...folder, write }, (error) => warnings.push(error));
    void state.update('excluded files', ['older.md']);
    const asked = state.refresh('excluded files');
    // While it waits for the first value.
    await sleep(10);
    void state.update('excluded files', ['diary.md']);
    await asked;
    assert.deepEqual(state.get('excluded files'), ['diary.md']);
  });

  it('leaves no file of a value that is removed', async () => {
    const state = await open();
    await state.update('excluded files', ['diary.md']);
    await state.update('excluded files', undefined);
    assert.deepEqual(files(), []);
    assert.deepEqual((await open()).keys(), []);
  });

  it('ignores damaged files, and keeps values in memory where they cannot be written', async () => {
    writeFileSync(join(path(), 'state'), '');
    const state = await open();
    await state.update('excluded files', ['diary.md']);
    assert.equal(warnings.length, 1);
    await state.refresh('excluded files');
    assert.deepEqual(state.get('excluded files'), ['diary.md']);
    rmSync(join(path(), 'state'));
    await state.update('snoozedUntil', 5);
    writeFileSync(
      join(path(), 'state/snoozedUntil.json'),
      readFileSync(join(path(), 'state/snoozedUntil.json')).subarray(1, 1),
    );
    assert.deepEqual((await open()).keys(), []);
  });

  it('is written again later where the disk was full, the newest values only', async () => {
    const folder = durableFolder(nodeFileSystem, join(path(), 'state'));
    let isFull = true;
    const write = async (name: string, bytes: Uint8Array): Promise<void> => {
      if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      await folder.write(name, bytes);
    };
    const state = await openWorkspaceState({ ...folder, write }, (error) => warnings.push(error));
    await state.update('excluded files', ['older.md']);
    await state.update('excluded files', ['diary.md']);
    await state.update('learning', 'no');
    assert.equal(warnings.length, 3);
    isFull = false;
    // Before the window closes.
    await state.flush();
    const again = await open();
    assert.deepEqual([again.get('excluded files'), again.get('learning')], [['diary.md'], 'no']);
    assert.equal(warnings.length, 3);
  });
});
