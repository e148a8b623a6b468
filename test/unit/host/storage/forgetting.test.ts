// Two windows of a workspace: what one of them forgets, the other one does not write again.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { draftWriter } from '../../../../src/disk/draftFiles.ts';
import { CheckpointStore } from '../../../../src/host/storage/checkpointStore.ts';
import { Forgetting } from '../../../../src/host/storage/forgetting.ts';
import { nodeFileSystem, type FileSystem } from '../../../../src/host/storage/fileSystem.ts';
import { durableFolder } from '../../../../src/host/storage/storageFolder.ts';
import { openWorkspaceState } from '../../../../src/host/storage/workspaceState.ts';
import { folderOfTest, storageOf } from './windows.ts';

const forgotten = 'Quorvexil-Tandrimop';
const checkpoint = new TextEncoder().encode(forgotten.repeat(50));
const fail = (error: unknown): never => assert.fail(String(error));

describe('forgetting in two windows', () => {
  const stores: CheckpointStore[] = [];
  afterEach(() => stores.splice(0).forEach((store) => store.dispose()));
  const path = folderOfTest();

  async function openWindow(pid: number, files: FileSystem = nodeFileSystem) {
    const state = await openWorkspaceState(durableFolder(files, join(path(), 'state'), pid), fail);
    let elsewhere = 0;
    const forgetting = new Forgetting(state);
    forgetting.whenElsewhere(() => void elsewhere++);
    const storage = storageOf(join(path(), 'model'), pid, files);
    // A write fails where its folder is deleted meanwhile.
    const store = new CheckpointStore(storage, () => undefined, { patienceMs: 100, forgetting });
    stores.push(store);
    const forget = async (): Promise<void> => {
      await forgetting.announce();
      await store.deleteAll();
    };
    return { state, store, forgetting, forget, elsewhere: () => elsewhere };
  }

  /** Stored files that contain the forgotten text. */
  function filesWithIt(): string[] {
    const names = readdirSync(path(), { recursive: true, encoding: 'utf8' });
    return names.filter((name) => {
      const file = join(path(), name);
      return statSync(file).isFile() && readFileSync(file, 'latin1').includes(forgotten);
    });
  }

  it('does not write a checkpoint that was made before another window forgot', async () => {
    const [training, other] = [await openWindow(1), await openWindow(2)];
    await training.forgetting.begin();
    training.store.save(checkpoint);
    await training.store.flush();
    assert.notDeepEqual(filesWithIt(), []);
    training.store.save(checkpoint);
    await other.forgetting.refresh();
    await other.forget();
    await training.store.flush();
    assert.deepEqual(filesWithIt(), []);
    assert.equal(training.elsewhere(), 1);
    assert.equal(await training.store.load(), undefined);
  });

  it('deletes the draft of a checkpoint that was made before another window forgot', async () => {
    const [training, other] = [await openWindow(1), await openWindow(2)];
    await training.forgetting.begin();
    await other.forgetting.refresh();
    await other.forget();
    // The other window trains again.
    await other.store.writeRunMarker({ closed: false });
    const files = [draftWriter(training.store.newDrafts()!)(checkpoint)];
    assert.notDeepEqual(filesWithIt(), []);
    await other.store.writeRunMarker(undefined);
    training.store.save({ files });
    await training.store.flush();
    assert.deepEqual(filesWithIt(), []);
  });

  it('leaves nothing where another window forgets while a checkpoint is written', async () => {
    const other = await openWindow(2);
    for (let moment = 1; moment <= 5; moment++) {
      let calls = 0;
      const forgetNow = async (path: string): Promise<void> => {
        if (path.includes('model') && !path.includes('lock') && ++calls === moment) await other.forget();
      };
      const files: FileSystem = {
        ...nodeFileSystem,
        makeFolder: async (path) => {
          await forgetNow(path.endsWith('model') ? path : '');
          await nodeFileSystem.makeFolder(path);
        },
        open: async (path, flags) => {
          await forgetNow(path);
          return nodeFileSystem.open(path, flags);
        },
        rename: async (from, to) => {
          await forgetNow(from);
          await nodeFileSystem.rename(from, to);
        },
      };
      const training = await openWindow(10 + moment, files);
      training.store.save(checkpoint);
      await training.store.flush();
      assert.deepEqual(filesWithIt(), [], `at call ${moment}`);
      await training.store.close();
    }
  });

  it('does not write a checkpoint that was read before another window forgot', async () => {
    const [restoring, other] = [await openWindow(1), await openWindow(2)];
    await restoring.forgetting.begin();
    const { epoch } = restoring.forgetting;
    await other.forgetting.refresh();
    await other.forget();
    await restoring.forgetting.refresh();
    restoring.store.save(checkpoint, epoch);
    await restoring.store.close();
    assert.deepEqual(filesWithIt(), []);
    assert.ok(await restoring.forgetting.isForgotten(epoch));
  });

  it('waits until this window has dropped what another one forgot', async () => {
    const other = await openWindow(2);
    const { state } = await openWindow(1);
    let isDropped = false;
    const forgetting = new Forgetting(state);
    forgetting.whenElsewhere(async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      isDropped = true;
    });
    await other.forget();
    await Promise.all([forgetting.refresh(), forgetting.refresh().then(() => assert.ok(isDropped))]);
  });

  it('keeps what another window has learned since it forgot', async () => {
    const [training, other] = [await openWindow(1), await openWindow(2)];
    training.store.save(checkpoint);
    await training.store.close();
    // It is written after the interval since the last one.
    training.store.save(checkpoint);
    await other.forget();
    const later = new TextEncoder().encode('learned later');
    other.store.save(later);
    await other.store.close();
    await training.store.close();
    assert.deepEqual(Uint8Array.from((await (await openWindow(3)).store.load())!), later);
  });

  it('saves what is learned after another window forgot', async () => {
    const [training, other] = [await openWindow(1), await openWindow(2)];
    await other.forget();
    await training.forgetting.refresh();
    training.store.save(checkpoint);
    await training.store.flush();
    assert.deepEqual(filesWithIt(), ['model/model.checkpoint']);
  });

  it('notices that another window has removed everything', async () => {
    const [one, other] = [await openWindow(1), await openWindow(2)];
    await one.forgetting.begin();
    await other.forgetting.refresh();
    rmSync(join(path(), 'state'), { recursive: true });
    await one.forgetting.refresh();
    assert.equal(one.elsewhere(), 1);
  });

  it('does not take a value that cannot be read for a forgetting', async () => {
    let isBroken = false;
    const read = (name: string): Promise<Uint8Array> =>
      isBroken ? Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })) : nodeFileSystem.read(name);
    const one = await openWindow(1, { ...nodeFileSystem, read });
    await one.forgetting.begin();
    isBroken = true;
    await one.forgetting.refresh();
    assert.equal(one.elsewhere(), 0);
  });
});
