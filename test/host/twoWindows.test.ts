// Two windows of a workspace: each of them forgets while the other one trains, retrains, imports a network or restores a run. The second
// window is its parts that store.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, Uri } from 'vscode';
import type { ExtensionParts } from '../../src/host/createParts.ts';
import { CheckpointStore } from '../../src/host/storage/checkpointStore.ts';
import { nodeFileSystem } from '../../src/host/storage/fileSystem.ts';
import { Forgetting } from '../../src/host/storage/forgetting.ts';
import { openFolder } from '../../src/host/storage/openStorage.ts';
import { RunWeights } from '../../src/host/storage/runWeights.ts';
import { durableFolder } from '../../src/host/storage/storageFolder.ts';
import { openWorkspaceState } from '../../src/host/storage/workspaceState.ts';
import { statusText } from '../../src/host/status/statusText.ts';
import { WriterLock } from '../../src/host/storage/writerLock.ts';
import { runWithoutTraining } from '../../src/host/training/earlierModel.ts';
import { forgetAndRetrain } from '../../src/host/training/forgetModel.ts';
import { at, parts, until, untilState, untilStatus } from './extensionHost.ts';
import { gruFile, twoLayersFile } from './modelFiles.ts';
import { filesWhere, filesWith } from './storedText.ts';
import { beginWithNothing, forget, removeAfter } from './suite.ts';
import { smallTraining } from './trainingSteps.ts';

const marker = 'Brunshelk-Ovimarta-Tessiquol';
/** In place of the weights that have learned it. */
const learnedBytes = new TextEncoder().encode(marker.repeat(20_000));

async function secondWindow() {
  const { context } = await parts();
  const at = (name: string): Uri => Uri.joinPath(context.storageUri!, name);
  const state = await openWorkspaceState(openFolder(at('state')), (error) => assert.fail(String(error)));
  const environment = { pid: process.pid + 100_000, host: 'here', now: () => performance.now(), isAlive: () => true };
  const model = at('model').fsPath;
  const lock = new WriterLock(nodeFileSystem, `${model}.lock`, environment);
  const folder = durableFolder(nodeFileSystem, model, environment.pid);
  const forgetting = new Forgetting(state);
  const store = new CheckpointStore({ folder, lock }, () => undefined, { forgetting });
  forgetting.whenElsewhere(() => store.discard());
  const weights = new RunWeights(openFolder(at('weights')), forgetting);
  const forget = async (): Promise<void> => {
    await forgetting.announce();
    await Promise.all([store.deleteAll(), weights.deleteAll()]);
  };
  const dispose = (): void => [store, weights].forEach((part) => part.dispose());
  return { state, store, weights, forgetting, forget, dispose };
}

const importModel = (file: Uri): Thenable<void> => commands.executeCommand('hiddenState.importCheckpoint', file);

/** Calls `first` once, before a function of a part. */
function beforeNext<Part extends object>(part: Part, name: keyof Part & string, first: () => Promise<void>): void {
  const original = (part[name] as (...args: unknown[]) => unknown).bind(part);
  const replaced = async (...args: unknown[]): Promise<unknown> => {
    Reflect.deleteProperty(part, name);
    if (!(name in part)) Object.assign(part, { [name]: original });
    await first();
    return original(...args);
  };
  Object.assign(part, { [name]: replaced });
}

describe('two windows of a workspace', () => {
  beginWithNothing({ ...smallTraining, 'training.seconds': 600 });
  before(() => writeFileSync(at('two-windows.md'), `We meet ${marker} at the harbor.\n`.repeat(60)));
  removeAfter('two-windows.md');
  afterEach(forget);

  const trainings: Readonly<Record<string, (all: ExtensionParts) => unknown>> = {
    'a training': () => commands.executeCommand('hiddenState.train', 'nothing'),
    'a retraining without a file': forgetAndRetrain,
  };
  for (const [what, begin] of Object.entries(trainings)) {
    it(`end ${what} whose model the other window forgets, and leave nothing of it`, async () => {
      const all = await parts();
      const { session, store, context, state, history, runs, predictor } = all;
      const model = join(context.storageUri!.fsPath, 'model', 'model.checkpoint');
      void begin(all);
      await untilStatus(session, 'training');
      session.setSampleOptions({ sampling: { temperature: 1, topP: 1, seed: 1 }, prompt: `meet ${marker}` });
      await until(() => existsSync(model));
      await history.flush();
      await state.flush();
      const { current } = history;
      const other = await secondWindow();
      await other.forget();
      await untilStatus(session, 'idle');
      await until(() => predictor.state === 'empty');
      await Promise.all([store.flush(), history.flush()]);
      await state.flush();
      await until(() => !existsSync(model));
      assert.equal(await store.load(), undefined);
      assert.deepEqual(await filesWith(marker, true), []);
      assert.ok((await runs.list()).every(({ id }) => id !== current));
      other.dispose();
    });
  }

  const begins: Readonly<Record<string, (other: Awaited<ReturnType<typeof secondWindow>>) => Promise<void>>> = {
    trains: (other) => other.forgetting.begin(),
    retrains: (other) => other.forget(),
  };
  for (const [what, begin] of Object.entries(begins)) {
    it(`do not write again what this window forgets while the other one ${what}`, async () => {
      const { context } = await parts();
      const other = await secondWindow();
      await begin(other);
      const { epoch } = other.forgetting;
      let isTraining = true;
      const save = async (): Promise<void> => {
        while (isTraining) {
          other.store.save(learnedBytes, epoch);
          // The window that forgets may delete the folder meanwhile.
          const weights = other.weights.save('1', { bytes: learnedBytes, files: [], epoch }).catch(() => undefined);
          await Promise.all([other.store.flush(), weights]);
        }
      };
      const saved = save();
      await until(async () => (await filesWith(marker)).length > 1);
      const forgotten = forget();
      // As a window does that notices it: it ends its training.
      await until(() => other.forgetting.isForgotten(epoch));
      isTraining = false;
      await saved;
      await other.store.close();
      await forgotten;
      assert.deepEqual(await filesWith(marker, true), []);
      assert.ok(!existsSync(join(context.storageUri!.fsPath, 'model')));
      other.dispose();
    });
  }

  it('use the network that the other one has trained as soon as its training has ended, and say meanwhile that it trains', async () => {
    const { session, store, runs, history, predictor, otherWindow, earlierModel } = await parts();
    await importModel(twoLayersFile);
    const trained = (await store.load())!;
    await importModel(gruFile);
    assert.equal(predictor.layers, 1);
    const other = await secondWindow();
    const run = runWithoutTraining(undefined, Date.now());
    await runs.save({ ...run, summary: { ...run.summary, endReason: undefined } });
    await other.store.writeRunMarker({ closed: false });
    await other.state.update('active model', { kind: 'run', id: run.summary.id, files: ['a.md'] });
    await otherWindow.look();
    assert.ok(session.state.trainsElsewhere);
    const { sentence } = statusText({
      state: session.state,
      stage: { kind: 'trained', characters: 1 },
      predictor,
      earlierModel,
    });
    assert.match(sentence, /^Another window of this workspace trains\./u);
    assert.equal(predictor.layers, 1);
    other.store.save(trained);
    await other.store.flush();
    await runs.save(run);
    await other.store.writeRunMarker(undefined);
    await untilState(session, ({ trainsElsewhere }) => !trainsElsewhere);
    await until(() => predictor.layers === 2);
    assert.equal(history.current, run.summary.id);
    assert.deepEqual([...history.learnedFiles], ['a.md']);
    other.dispose();
  });

  it('use the network that the other one makes the active one', async () => {
    const { session, store, predictor, history, otherWindow } = await parts();
    await importModel(gruFile);
    const [first, described] = [(await store.load())!, session.state.networkWithoutRun!];
    await importModel(twoLayersFile);
    assert.equal(predictor.layers, 2);
    const other = await secondWindow();
    other.store.save(first);
    await other.store.close();
    await other.state.update('active model', { kind: 'network', network: described, files: [] });
    await otherWindow.look();
    assert.equal(predictor.layers, 1);
    assert.deepEqual(session.state.networkWithoutRun, described);
    assert.equal(history.current, undefined);
    other.dispose();
  });

  /** What a window does to the model before, and the moments at which the other window may forget it. */
  const replacements: Readonly<
    Record<string, readonly [start: (run: string) => Thenable<unknown>, moments: readonly (keyof ExtensionParts)[]]>
  > = {
    'imports a network': [() => importModel(gruFile), ['predictor', 'history', 'weights', 'store']],
    'restores a run': [
      (run) => commands.executeCommand('hiddenState.restoreRun', run),
      ['predictor', 'history', 'weights', 'store'],
    ],
    'trains from scratch': [() => commands.executeCommand('hiddenState.train', 'nothing'), ['history', 'weights']],
  };
  const functions = { predictor: 'load', history: 'flush', weights: 'save', store: 'close' } as const;
  for (const [what, [start, moments]] of Object.entries(replacements)) {
    for (const moment of moments as (keyof typeof functions)[]) {
      const title = `leave nothing of the model before where one ${what} and the other forgets`;
      it(`${title}: at ${moment}.${functions[moment]}`, async () => {
        const all = await parts();
        const { session, store, state, runs, weights, forgetting } = all;
        await importModel(gruFile);
        const restored = (await store.load())!;
        const run = runWithoutTraining(undefined, Date.now());
        await runs.save(run);
        await weights.save(run.summary.id, { bytes: restored, files: [], epoch: forgetting.epoch });
        store.save(learnedBytes);
        await store.close();
        const other = await secondWindow();
        let hasForgotten = false;
        beforeNext(all[moment], functions[moment] as never, async () => {
          await other.forget();
          hasForgotten = true;
        });
        await start(run.summary.id);
        await untilState(session, ({ status }) => status === 'idle');
        await Promise.all([store.flush(), state.flush()]);
        assert.ok(hasForgotten);
        assert.deepEqual(await filesWith(marker, true), []);
        if (what === 'restores a run') {
          const piece = restored.subarray(-4096, -4032);
          assert.deepEqual(await filesWhere((content) => content.includes(Buffer.from(piece))), []);
          assert.equal(await store.load(), undefined);
        }
        other.dispose();
      });
    }
  }
});
