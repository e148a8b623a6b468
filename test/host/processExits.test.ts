// Threads and processes that exit, fail or hang: waiting calls are rejected, the user sees one message, and another one goes on.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventEmitter, type CancellationToken } from 'vscode';
import { collect, type Collection } from '../../src/corpus/collect.ts';
import { learnableText } from '../../src/corpus/learnableText.ts';
import { startLearner } from '../../src/host/processes/learnerProcess.ts';
import { checkpointInMemory } from '../../src/host/processes/checkpointSource.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { startProcess, startThread, type Program } from '../../src/processes/program.ts';
import { corpusLimits, samplingSettings, trainingSettings } from '../../src/host/settings.ts';
import { TrainingSession } from '../../src/host/training/session.ts';
import { workspaceRoots } from '../../src/host/workspace/workspaceFiles.ts';
import type { LearnerApi } from '../../src/protocol/learner.ts';
import type { PredictorApi } from '../../src/protocol/predictor.ts';
import { itemsOf, lastOf } from '../../src/protocol/series.ts';
import { configure, nextEvent, program, untilStatus, restoreSettings, sabotaged, until } from './extensionHost.ts';
import { fakeProgram, loadedNetwork } from './fakeProgram.ts';
import { requestAfter, token as never } from './ghostText.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import { scratchFolder } from './suite.ts';
import { smallTraining } from './trainingSteps.ts';

const sampling = { temperature: 0, topP: 1, seed: 1 };
const request = requestAfter('The hidden state ', { maxCharacters: 100, model: 'network', sampling });

describe('a process that exits or hangs', () => {
  assertNoLeaks();
  const scratch = scratchFolder();
  let corpus: Collection;
  let checkpoint: Uint8Array | undefined;
  const session = (start: () => Program, silentMs?: number): TrainingSession => {
    const created = new TrainingSession((listener) => startLearner(start, listener, silentMs));
    created.onWeights((weights) => {
      assert.ok(weights instanceof Uint8Array);
      checkpoint = weights;
    });
    return created;
  };
  const learner = () => startThread(program('learner.mjs'), 'test');
  const training = () => ({
    corpus,
    settings: trainingSettings(),
    sampling: samplingSettings(),
    checkpoint: undefined,
  });

  before(async () => {
    await configure(smallTraining);
    corpus = await collect(workspaceRoots(), { ...corpusLimits(), learnableText });
  });
  after(restoreSettings);

  it('reports a learner that exits during a training once, and another continues from its last checkpoint', async () => {
    let starts = 0;
    const exiting = sabotaged('learner.mjs', scratch.path, 'process.exit(7)');
    const ours = session(() => (starts++ === 0 ? startThread(exiting.file, 'test') : learner()));
    const failures: string[] = [];
    ours.onStatus(({ status, failure }) => void (status === 'failed' && failures.push(failure!)));
    ours.beginPreparation();
    ours.start(training());
    await until(() => checkpoint !== undefined);
    exiting.trigger();
    await untilStatus(ours, 'failed');
    assert.match(failures.join(), /^The program that trains stopped: .*7/);
    const learned = lastOf(ours.state.points)!.characters;
    ours.beginPreparation();
    ours.start({ ...training(), checkpoint });
    await nextEvent(ours.onEvent, (event) => event.type === 'progress');
    const points = itemsOf(ours.state.points);
    assert.equal(ours.state.failure, undefined);
    assert.ok(points.at(-1)!.characters > 0 && points.at(-1)!.step > points[0]!.step, `${learned}`);
    ours.stop();
    await untilStatus(ours, 'ended');
    ours.dispose();
  });

  it('ends a learner process that is suspended, and reports it once; a window that closes does not wait for it', async () => {
    const hanging = sabotaged('learner.mjs', scratch.path, "process.kill(process.pid, 'SIGSTOP')");
    const ours = session(() => startProcess(hanging.file), 5000);
    const failures: string[] = [];
    ours.onStatus(({ status, failure }) => void (status === 'failed' && failures.push(failure!)));
    ours.beginPreparation();
    ours.start(training());
    await nextEvent(ours.onEvent, (event) => event.type === 'progress');
    hanging.trigger();
    await ours.pauseToSave(500);
    assert.equal(ours.state.status, 'training');
    await untilStatus(ours, 'failed');
    assert.deepEqual(failures, ['The program that trains stopped: it does not respond']);
    ours.dispose();
  });

  it('ends a learner that does not answer when it is asked to stop for the second time', () => {
    const silent = fakeProgram<LearnerApi>([], {});
    const ours = session(silent.start);
    ours.beginPreparation();
    ours.start(training());
    ours.stop();
    assert.deepEqual([ours.state.status, silent.stops()], ['preparing', 0]);
    ours.stop();
    assert.deepEqual([ours.state.status, silent.stops()], ['ended', 1]);
    ours.dispose();
  });

  it('pauses a training before the window closes, and waits until its state is passed on to be saved', async () => {
    const ours = session(learner);
    const saved: unknown[] = [];
    ours.onResumePoint((content) => saved.push(content));
    ours.beginPreparation();
    ours.start(training());
    await nextEvent(ours.onEvent, (event) => event.type === 'heldOut');
    saved.length = 0;
    await ours.pauseToSave(60_000);
    assert.deepEqual([ours.state.status, saved.length > 0], ['paused', true]);
    await ours.pauseToSave(60_000);
    ours.dispose();
  });

  it('reports a learner that cannot be started', async () => {
    const ours = session(() => startThread(`${scratch.path}/missing.mjs`, 'missing'));
    ours.start(training());
    const { failure } = await untilStatus(ours, 'failed');
    assert.match(failure!, /missing\.mjs/);
    ours.dispose();
  });

  it('reports why a training failed, and ends its thread', async () => {
    const ours = session(learner);
    const tiny = { texts: [{ path: 'ws/a', text: 'too little' }], excluded: [] };
    ours.start({ ...training(), corpus: tiny });
    const { failure } = await untilStatus(ours, 'failed');
    assert.match(failure!, /characters/);
    ours.dispose();
  });

  const misbehaviors = [
    { title: 'exits', action: 'process.exit(7)', reason: /exit code 7/ },
    { title: 'is caught in a loop', action: 'for (;;);', reason: /does not respond/ },
  ];
  for (const { title, action, reason } of misbehaviors) {
    it(`rejects the requests of a predictor that ${title}, and the next one starts it again with the same weights`, async () => {
      let starts = 0;
      const warnings: string[] = [];
      const broken = sabotaged('predictor.mjs', scratch.path, action);
      const client = new PredictorClient(
        () => startThread(starts++ === 0 ? broken.file : program('predictor.mjs'), 'test'),
        (message) => warnings.push(message),
      );
      assert.equal((await client.load(checkpointInMemory(checkpoint!))).usable, true);
      const expected = await client.complete(request, never);
      const stopped = nextEvent(client.onState, (state) => state === 'stopped');
      broken.trigger();
      await sleep(100);
      // It may have exited by now: then this request starts the next one.
      await client.complete(request, never).catch((error: Error) => assert.match(error.message, reason));
      await stopped;
      assert.equal(warnings.length, 1);
      assert.match(warnings[0]!, reason);
      assert.deepEqual((await client.complete(request, never))?.text, expected?.text);
      assert.equal(client.state, 'ready');
      assert.equal(starts, 2);
      client.dispose();
    });
  }

  it('starts a predictor that exits on every request a few times, and then only when the user asks', async () => {
    const program = fakeProgram<PredictorApi>(['load', 'complete'], {
      load: async () => loadedNetwork,
      complete: () => {
        program.exit('broken');
        return new Promise(() => undefined);
      },
    });
    const client = new PredictorClient(program.start, () => undefined);
    await client.load(checkpointInMemory(Uint8Array.of(1)));
    for (let i = 0; i < 4; i++) await assert.rejects(client.complete(request, never), /broken/);
    assert.equal(await client.complete(request, never), undefined);
    assert.equal(program.starts(), 4);
    await client.restart();
    await assert.rejects(client.complete(request, never), /broken/);
    client.dispose();
  });

  it('gives the next predictor the checkpoint that is the active one by then', async () => {
    const loaded: unknown[] = [];
    const program = fakeProgram<PredictorApi>(['load', 'complete'], {
      load: async (content) => {
        loaded.push(content);
        return loadedNetwork;
      },
    });
    const client = new PredictorClient(program.start, () => undefined);
    await client.load(checkpointInMemory(Uint8Array.of(1)), checkpointInMemory(Uint8Array.of(2)));
    program.exit('broken');
    void client.complete(request, never).catch(() => undefined);
    await until(() => loaded.length === 2);
    assert.deepEqual(loaded, [Uint8Array.of(1), Uint8Array.of(2)]);
    client.dispose();
  });

  it('settles a request when a newer one comes, it is cancelled, or the client forgets; no listener stays', async () => {
    const program = fakeProgram<PredictorApi>(['load', 'complete', 'cancel'], {
      load: async () => loadedNetwork,
    });
    const client = new PredictorClient(program.start, () => undefined);
    await client.load(checkpointInMemory(Uint8Array.of(1)));
    const [one, two, three] = [countingToken(), countingToken(), countingToken()];
    const first = client.complete(request, one.token);
    const second = client.complete(request, two.token);
    assert.equal(await first, undefined);
    two.cancel();
    assert.equal(await second, undefined);
    const third = client.complete(request, three.token);
    await until(() => program.calls.length === 6);
    client.forget();
    await assert.rejects(third, /closed/);
    assert.deepEqual(program.calls, ['load', 'complete', 'cancel', 'complete', 'cancel', 'complete']);
    assert.deepEqual([one.listeners(), two.listeners(), three.listeners()], [0, 0, 0]);
    assert.equal(await client.complete(request, never), undefined);
    client.dispose();
  });
});

function countingToken() {
  const cancelled = new EventEmitter<unknown>();
  let listening = 0;
  const token: CancellationToken = {
    isCancellationRequested: false,
    onCancellationRequested: (listener, self) => {
      listening++;
      const subscription = cancelled.event(listener, self);
      return { dispose: () => (listening--, subscription.dispose()) };
    },
  };
  return { token, cancel: () => cancelled.fire(undefined), listeners: () => listening };
}
