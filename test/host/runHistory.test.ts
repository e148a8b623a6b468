// Stored runs: written during a training, listed, renamed, restored at startup, deleted.
import assert from 'node:assert/strict';
import { commands, EventEmitter, Uri, workspace } from 'vscode';
import { openFolder } from '../../src/host/storage/openStorage.ts';
import { restoreState } from '../../src/host/training/restore.ts';
import { recordRuns } from '../../src/host/training/runHistory.ts';
import { maxRunFiles, RunStore } from '../../src/host/storage/runStore.ts';
import type { LearnedWeights } from '../../src/host/storage/runWeights.ts';
import type { WorkspaceState } from '../../src/host/storage/workspaceState.ts';
import { TrainingSession } from '../../src/host/training/session.ts';
import type { RunEvent } from '../../src/protocol/runEvents.ts';
import { initialRunState } from '../../src/protocol/runState.ts';
import { itemsOf } from '../../src/protocol/series.ts';
import { openPage } from './dashboardPage.ts';
import { assertSameBytes, configure, parts, until } from './extensionHost.ts';
import { beginWithNothing, forget, scratchFolder } from './suite.ts';
import { smallTraining, train } from './trainingSteps.ts';

const corpus = { files: 1, trainCharacters: 90, heldOutCharacters: 10, vocabulary: 5, ledger: [] };
const sample = { text: 'noise', prompt: '', characters: 9, elapsedMs: 9 };

type Memory = Pick<WorkspaceState, 'get' | 'update' | 'refresh'>;

function mementoOf(values: Record<string, unknown>): Memory {
  const kept = new Map(Object.entries(values));
  return {
    get: <T>(key: string, otherwise?: T) => ((kept.get(key) as T | undefined) ?? otherwise) as T,
    update: (key: string, value: unknown) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, value);
      return Promise.resolve();
    },
    refresh: () => Promise.resolve(false),
  };
}

/** A startup of the editor. */
function begin(store: RunStore, memory: Memory) {
  const session = new TrainingSession(() => assert.fail());
  return { session, history: historyOf(session, store, memory) };
}

/** `save`: gets the files of each network that is stored with its run. */
function historyOf(
  session: TrainingSession,
  store: RunStore,
  memory: Memory,
  save?: (files: readonly string[]) => void,
) {
  const weights = {
    save: (_id: string, { files }: LearnedWeights) => Promise.resolve(save?.(files)),
    learnedFiles: () => Promise.resolve([]),
  };
  const checkpoints = { load: () => Promise.resolve(save && new Uint8Array(1)) };
  const forgetting = { epoch: undefined, isForgotten: () => Promise.resolve(false) };
  const warn = (error: unknown): void => assert.fail(String(error));
  return recordRuns({ session, store, weights, checkpoints, memory, forgetting, warn });
}

const stepsOf = (points: readonly { readonly step: number }[]): number[] => points.map(({ step }) => step);

describe('the run history', () => {
  const folder = scratchFolder();

  beginWithNothing({ ...smallTraining, 'training.seconds': 1, 'training.learningRate': 1e-4 });

  it('stores runs with their settings, curves and best figure', async () => {
    const { session, runs } = await parts();
    const { score } = await train();
    await until(async () => (await runs.list())[0]?.endReason !== undefined);
    const [run, ...others] = await runs.list();
    assert.deepEqual(others, []);
    assert.equal(run!.settings.hiddenSize, smallTraining['training.hiddenSize']);
    assert.equal(run!.bitsPerChar, score!);
    const { curves } = (await runs.load(run!.id))!;
    const { points, heldOut, markers } = session.state;
    assert.ok(curves.points.length > 0);
    const stored = [curves.points, curves.heldOut, curves.markers];
    assert.deepEqual(stored.map(stepsOf), [itemsOf(points), itemsOf(heldOut), markers].map(stepsOf));
  });

  it('stores the name, notes and tags that the user gives to a run', async () => {
    const { runs } = await parts();
    const [run] = await runs.list();
    const written = { name: 'small one', notes: 'half the units', tags: ['quick', 'gru'] };
    await runs.annotate(run!.id, written);
    const { name, notes, tags } = (await runs.list())[0]!;
    assert.deepEqual({ name, notes, tags }, written);
  });

  it('finds stored runs at the next startup, and restores the newest', async () => {
    const { runs } = await parts();
    const [run] = await runs.list();
    const store = new RunStore(openFolder(folder.uri));
    await store.save((await runs.load(run!.id))!);
    store.dispose();
    const again = new RunStore(openFolder(folder.uri));
    assert.deepEqual((await again.list())[0]!.tags, ['quick', 'gru']);
    assert.equal((await again.list())[0]!.name, 'small one');
    const memory = mementoOf({
      'details of runs': [{ id: run!.id, details: { corpus: { ...corpus, files: 7 }, samples: [sample] } }],
    });
    const { session, history } = begin(again, memory);
    const restoring = history.restoreNewest();
    assert.notEqual(history.restoring, undefined);
    await restoring;
    assert.equal(history.restoring, undefined);
    const { status, points, endReason } = session.state;
    assert.equal(status, 'ended');
    assert.deepEqual(itemsOf(points), (await runs.load(run!.id))!.curves.points);
    assert.ok(endReason);
    assert.equal(history.current, run!.id);
    assert.equal(session.state.corpus?.files, 7);
    assert.deepEqual(session.state.samples, [sample]);
    session.modelReplaced({ cell: 'gru', hiddenSize: 24, layers: 1, bitsPerChar: 2, importedMs: 1 });
    assert.deepEqual([history.current, session.state.samples.length], [undefined, 0]);
    await history.show((await again.load(run!.id))!);
    assert.deepEqual([session.state.corpus?.files, session.state.samples], [7, [sample]], 'also after an import');
    await again.delete(run!.id);
    // The weights are still active, also after a reload of the window.
    const reloaded = begin(again, memory);
    await reloaded.history.restoreNewest();
    const all = await parts();
    const restored = { ...all, session: reloaded.session, interrupted: Promise.resolve(undefined) };
    await restoreState(restored, () => assert.fail());
    const { cell, hiddenSize } = run!.settings;
    const { training, ...network } = reloaded.session.state.networkWithoutRun!;
    assert.deepEqual(network, { cell, hiddenSize, layers: 1, bitsPerChar: all.predictor.bitsPerChar });
    assert.equal(training?.settings['learningRate'], run!.settings.learningRate);
    assert.ok(training.elapsedMs > 0 && training.characters > 0);
    for (const part of [history, session, reloaded.history, reloaded.session, again]) part.dispose();
  });

  it('shows the score of the saved network after an interrupted training, and stores it', async () => {
    const all = await parts();
    const [run] = await all.runs.list();
    const store = new RunStore(openFolder(Uri.joinPath(folder.uri, 'interrupted')));
    const { summary, curves } = (await all.runs.load(run!.id))!;
    // A better evaluation, whose weights were not saved before the window was closed.
    await store.save({ summary: { ...summary, endReason: undefined, bitsPerChar: 0.001 }, curves });
    const { session, history } = begin(store, mementoOf({}));
    await history.restoreNewest();
    assert.equal(session.state.score, 0.001);
    await restoreState({ ...all, session, interrupted: Promise.resolve(undefined) }, () => assert.fail());
    const { bitsPerChar } = all.predictor;
    assert.ok(bitsPerChar !== undefined && bitsPerChar > 0.001);
    assert.equal(session.state.score, bitsPerChar);
    await until(async () => (await store.list())[0]!.bitsPerChar === bitsPerChar);
    const { bitsPerChar: stored, ...rest } = (await store.list())[0]!;
    assert.equal(stored, bitsPerChar);
    assert.equal(rest.peakMemoryBytes, summary.peakMemoryBytes);
    for (const part of [history, session, store]) part.dispose();
  });

  it('knows what the network has learned after a training that does not make it better, and stores it', async () => {
    const events = new EventEmitter<RunEvent>();
    const weights = new EventEmitter<void>();
    const fake = { state: initialRunState, onEvent: events.event, onWeights: weights.event };
    const session = fake as unknown as TrainingSession;
    const stored: (readonly string[])[] = [];
    const store = new RunStore(openFolder(Uri.joinPath(folder.uri, 'not improved')));
    const history = historyOf(session, store, mementoOf({}), (files) => stored.push(files));
    const fileOf = (path: string) => ({ path, included: true, characters: 9, heldOut: 'none' });
    const fire = (event: object): void => events.fire(event as RunEvent);
    const prepare = (continued: boolean, ...paths: readonly string[]): void =>
      fire({ type: 'prepared', corpus: { ...corpus, ledger: paths.map(fileOf) }, continued });
    const score = (best: boolean): void => fire({ type: 'heldOut', point: { best } });
    prepare(false, 'a');
    score(true);
    fire({ type: 'checkpoint' });
    weights.fire();
    fire({ type: 'ended' });
    await until(() => stored.length === 1);
    for (const isBetter of [false, true]) {
      prepare(true, 'a', 'b');
      assert.deepEqual([...history.learnedFiles], ['a', 'b'], 'while it may become better');
      score(true);
      score(isBetter);
      weights.fire();
      fire({ type: 'ended' });
      assert.deepEqual([...history.learnedFiles], isBetter ? ['a', 'b'] : ['a']);
      await until(() => stored.length === (isBetter ? 3 : 2));
    }
    assert.deepEqual(stored, [['a'], ['a'], ['a', 'b']]);
    for (const part of [history, store]) part.dispose();
  });

  it('restores an imported network at the next startup, until it is trained further', async () => {
    const network = { cell: 'gru', hiddenSize: 24, layers: 1, bitsPerChar: 2, importedMs: 1 } as const;
    const store = new RunStore(openFolder(Uri.joinPath(folder.uri, 'imported')));
    const memory = mementoOf({});
    const first = begin(store, memory);
    first.session.modelReplaced(network);
    const second = begin(store, memory);
    await second.history.restoreNewest();
    assert.deepEqual([second.session.state.status, second.session.state.networkWithoutRun], ['idle', network]);
    second.session.clear();
    const third = begin(store, memory);
    await third.history.restoreNewest();
    assert.equal(third.session.state.networkWithoutRun, undefined);
    for (const { history, session } of [first, second, third]) {
      history.dispose();
      session.dispose();
    }
    store.dispose();
  });

  it('keeps at most 200 runs, and 50 of those about which the user wrote nothing', async () => {
    const { runs } = await parts();
    const { summary } = (await runs.load((await runs.list())[0]!.id))!;
    const store = new RunStore(openFolder(Uri.joinPath(folder.uri, 'many')));
    for (let at = 0; at < 205; at++) {
      const name = at < 60 ? '' : 'named';
      const own = { ...summary, id: `run${at}`, startedMs: at, name, notes: '', tags: [] };
      await store.save({ summary: own, curves: { id: own.id, points: [], heldOut: [], markers: [], histograms: [] } });
      if (at === 59) assert.equal((await store.list()).length, 50);
    }
    assert.equal((await store.list()).length, 145, 'named runs replace unnamed ones');
    for (let at = 205; at < 265; at++) {
      const own = { ...summary, id: `run${at}`, startedMs: at, name: 'named' };
      await store.save({ summary: own, curves: { id: own.id, points: [], heldOut: [], markers: [], histograms: [] } });
    }
    assert.equal((await store.list()).length, maxRunFiles);
    assert.equal((await workspace.fs.readDirectory(Uri.joinPath(folder.uri, 'many'))).length, maxRunFiles);
    store.dispose();
  });

  it('has the runs that another window of the workspace stores and deletes', async () => {
    const { runs } = await parts();
    const { summary, curves } = (await runs.load((await runs.list())[0]!.id))!;
    const shared = () => new RunStore(openFolder(Uri.joinPath(folder.uri, 'shared')));
    const [one, two] = [shared(), shared()];
    const idsOf = async (store: RunStore) => (await store.list()).map(({ id }) => id);
    const save = (store: RunStore, id: string, startedMs: number) =>
      store.save({ summary: { ...summary, id, startedMs }, curves: { ...curves, id } });
    await save(one, 'first', 1);
    assert.deepEqual(await idsOf(two), ['first']);
    await save(two, 'second', 2);
    const told: string[][] = [];
    const subscription = one.onChange((list) => told.push(list.map(({ id }) => id)));
    await one.annotate('second', { name: 'renamed' });
    assert.deepEqual(told, [['second', 'first']]);
    // Each window keeps what the other one wrote about a run.
    await two.annotate('second', { notes: 'by two' });
    await one.annotate('second', { tags: ['by one'] });
    await save(two, 'second', 2);
    const { name, notes, tags } = (await two.load('second'))!.summary;
    assert.deepEqual([name, notes, tags], ['renamed', 'by two', ['by one']]);
    await two.delete('first');
    assert.deepEqual(await idsOf(one), ['second']);
    for (const part of [subscription, one, two]) part.dispose();
  });

  it('stores the weights of each run, and makes those of an earlier run the active ones', async () => {
    const { session, runs, weights, store, history, dashboard } = await parts();
    const [first] = await runs.list();
    // Longer and at a higher rate than the first training, so that its network is better and becomes the active one.
    await configure({ 'training.seed': 2, 'training.seconds': 4, 'training.learningRate': undefined });
    await train();
    await until(async () => (await weights.ids()).length === 2);
    const [second] = await runs.list();
    assert.deepEqual(await weights.ids(), [second!.id, first!.id]);
    await store.flush();
    assertSameBytes(await store.load(), await weights.load(second!.id));

    const page = await openPage(dashboard);
    const told = page.nextMessage((message) => message.type === 'runs' && message.current === first!.id);
    await commands.executeCommand('hiddenState.restoreRun', first!.id);
    await told;
    page.close();
    assertSameBytes(await store.load(), await weights.load(first!.id));
    assert.notDeepEqual(await weights.load(first!.id), await weights.load(second!.id));
    assert.equal(history.current, first!.id);
    assert.equal(session.state.settings?.seed, first!.settings.seed);
    assert.equal(session.state.score, first!.bitsPerChar);

    await runs.delete(second!.id);
    await until(async () => (await weights.ids()).join() === first!.id);
  });

  it('deletes single runs, and all of them with the model', async () => {
    const { runs } = await parts();
    const [run] = await runs.list();
    const whole = (await runs.load(run!.id))!;
    await runs.delete(run!.id);
    assert.deepEqual(await runs.list(), []);
    await runs.save(whole);
    await forget();
    assert.deepEqual(await runs.list(), []);
    assert.equal(await runs.load(run!.id), undefined);
    assert.deepEqual(await (await parts()).weights.ids(), []);
  });
});
