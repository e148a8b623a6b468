import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Uri } from 'vscode';
import { CheckpointStore } from '../../src/host/storage/checkpointStore.ts';
import { startThread } from '../../src/processes/program.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { openStorage } from '../../src/host/storage/openStorage.ts';
import { offerToContinue, restoreModel } from '../../src/host/training/restore.ts';
import { program, until } from './extensionHost.ts';
import { scratchFolder } from './suite.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('the checkpoint store', () => {
  const scratch = scratchFolder();
  /** Of one test. */
  let folder: Uri;
  const file = (name = 'model.checkpoint'): string => join(folder.fsPath, name);
  let troubles: unknown[];
  const stores: CheckpointStore[] = [];
  const open = (uri = folder): CheckpointStore => {
    const store = new CheckpointStore(openStorage(uri), (error) => troubles.push(error));
    stores.push(store);
    return store;
  };

  beforeEach(() => {
    folder = Uri.file(mkdtempSync(join(scratch.path, 'test-')));
    troubles = [];
  });
  afterEach(() => stores.splice(0).forEach((store) => store.dispose()));

  it('writes the first checkpoint immediately, and of many in a row only the newest', async () => {
    const store = open();
    store.save(bytes(1));
    await until(() => existsSync(file()));
    for (let i = 2; i < 9; i++) store.save(bytes(i));
    await sleep(200);
    assert.deepEqual([...readFileSync(file())], [1]);
    assert.deepEqual(await store.load(), bytes(8));
    await store.flush();
    assert.deepEqual([...readFileSync(file())], [8]);
  });

  it('reports a failed write once, keeps the checkpoint, and writes it when it can', async () => {
    const blocked = Uri.joinPath(folder, 'model');
    writeFileSync(blocked.fsPath, 'a file where the folder should be');
    const store = open(blocked);
    store.save(bytes(1));
    await store.flush();
    store.save(bytes(2));
    await store.flush();
    assert.equal(troubles.length, 1);
    assert.deepEqual(await store.load(), bytes(2));
    rmSync(blocked.fsPath);
    await store.flush();
    assert.deepEqual(Array.from((await open(blocked).load())!), [2]);
  });

  it('keeps the checkpoint in memory where there is no storage folder', async () => {
    const store = new CheckpointStore(undefined, (error) => troubles.push(error));
    store.save(bytes(1));
    await store.flush();
    assert.deepEqual(await store.load(), bytes(1));
    await store.writeRunMarker({ closed: true });
    assert.equal(await store.quarantine(), undefined);
    await store.deleteAll();
    assert.equal(await store.load(), undefined);
    assert.deepEqual(troubles, []);
  });

  it('deletes everything, quarantined files included', async () => {
    const store = open(Uri.joinPath(folder, 'model'));
    store.save(bytes(1));
    await store.flush();
    await store.quarantine();
    store.save(bytes(2));
    await store.deleteAll();
    assert.deepEqual(readdirSync(folder.fsPath), []);
  });

  it('keeps the run marker until it is removed', async () => {
    await open().writeRunMarker({ closed: false });
    assert.deepEqual(await open().readRunMarker(), { closed: false });
    await open().writeRunMarker(undefined);
    assert.equal(await open().readRunMarker(), undefined);
  });

  it('treats a damaged run marker as an interrupted training', async () => {
    writeFileSync(file('run.json'), '{"closed":');
    assert.deepEqual(await open().readRunMarker(), { closed: false });
  });

  it('offers only once to continue an interrupted training', async () => {
    await open().writeRunMarker({ closed: false });
    void offerToContinue((await open().readRunMarker())!, open(), () => undefined);
    await sleep(200);
    assert.equal(await open().readRunMarker(), undefined);
  });

  it('quarantines a damaged checkpoint at startup', async () => {
    writeFileSync(file(), 'no checkpoint at all');
    const predictor = new PredictorClient(
      () => startThread(program('predictor.mjs'), 'test'),
      () => undefined,
    );
    const store = open();
    await restoreModel(store, predictor, store);
    assert.equal(predictor.state, 'empty');
    const [aside] = readdirSync(folder.fsPath);
    assert.match(aside!, /^model\.damaged-\d+\.checkpoint$/);
    assert.equal(readFileSync(file(aside!), 'utf8'), 'no checkpoint at all');
    predictor.dispose();
  });
});
