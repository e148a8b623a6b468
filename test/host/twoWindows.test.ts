// Two windows of a workspace: each of them forgets while the other one trains. The second window is its parts that store.
import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri, workspace } from 'vscode';
import { CheckpointStore } from '../../src/host/storage/checkpointStore.ts';
import { nodeFileSystem } from '../../src/host/storage/fileSystem.ts';
import { Forgetting } from '../../src/host/storage/forgetting.ts';
import { openFolder } from '../../src/host/storage/openStorage.ts';
import { durableFolder } from '../../src/host/storage/storageFolder.ts';
import { openWorkspaceState } from '../../src/host/storage/workspaceState.ts';
import { WriterLock } from '../../src/host/storage/writerLock.ts';
import { configure, parts, restoreSettings, smallTraining, until, untilStatus } from './extensionHost.ts';
import { filesWith } from './storedText.ts';

const root = workspace.workspaceFolders![0]!;
const file = join(root.uri.fsPath, 'two-windows.md');
const marker = 'Brunshelk-Ovimarta-Tessiquol';

async function secondWindow() {
  const { storage } = await parts();
  const at = (name: string): Uri => Uri.joinPath(storage.storageUri!, name);
  const state = await openWorkspaceState(openFolder(at('state')), (error) => assert.fail(String(error)));
  const environment = { pid: process.pid + 100_000, host: 'here', now: () => performance.now(), isAlive: () => true };
  const model = at('model').fsPath;
  const lock = new WriterLock(nodeFileSystem, `${model}.lock`, environment);
  const folder = durableFolder(nodeFileSystem, model, environment.pid);
  const forgetting: Forgetting = new Forgetting(state, () => store.discard());
  const store = new CheckpointStore({ folder, lock }, () => undefined, { forgetting });
  return { state, store, forgetting };
}

describe('two windows of a workspace', () => {
  before(async () => {
    await commands.executeCommand('hiddenState.forget', true);
    await configure({ ...smallTraining, 'training.seconds': 600 });
    writeFileSync(file, `We meet ${marker} at the harbor.\n`.repeat(60));
  });
  after(async () => {
    rmSync(file, { force: true });
    await commands.executeCommand('hiddenState.forget', true);
    await restoreSettings();
  });

  it('end a training whose model the other window forgets, and leave nothing of it', async () => {
    const { session, store, storage, state, history, runs, predictor } = await parts();
    const model = join(storage.storageUri!.fsPath, 'model', 'model.checkpoint');
    void commands.executeCommand('hiddenState.train', 'nothing');
    await untilStatus(session, 'training');
    session.setSampleOptions({ sampling: { temperature: 1, topP: 1, seed: 1 }, prompt: `meet ${marker}` });
    await until(() => existsSync(model));
    await history.flush();
    await state.flush();
    const { current } = history;
    const other = await secondWindow();
    await other.forgetting.announce();
    await other.store.deleteAll();
    await untilStatus(session, 'idle');
    await until(() => predictor.state === 'empty');
    await Promise.all([store.flush(), history.flush()]);
    await state.flush();
    await until(() => !existsSync(model));
    assert.equal(await store.load(), undefined);
    assert.deepEqual(await filesWith(marker, true), []);
    assert.ok((await runs.list()).every(({ id }) => id !== current));
    other.store.dispose();
  });

  it('do not write again what this window forgets', async () => {
    const { storage } = await parts();
    const other = await secondWindow();
    await other.forgetting.begin();
    const checkpoint = new TextEncoder().encode(marker.repeat(20_000));
    const saving = setInterval(() => {
      other.store.save(checkpoint);
      void other.store.flush();
    }, 10);
    await until(async () => (await filesWith(marker)).length > 0);
    const forgotten = commands.executeCommand('hiddenState.forget', true);
    // As a window does that notices it: it ends its training.
    const epoch = other.forgetting.epoch;
    await until(async () => (await other.forgetting.refresh(), other.forgetting.epoch !== epoch));
    clearInterval(saving);
    await other.store.close();
    await forgotten;
    assert.deepEqual(await filesWith(marker, true), []);
    assert.ok(!existsSync(join(storage.storageUri!.fsPath, 'model')));
    other.store.dispose();
  });
});
