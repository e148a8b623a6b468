import assert from 'node:assert/strict';
import { CancellationTokenSource, EventEmitter, type CancellationToken } from 'vscode';
import { collect, type Collection } from '../../src/corpus/collect.ts';
import { startWorker, type Link } from '../../src/host/processes/link.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { TrainingSession } from '../../src/host/training/session.ts';
import { corpusLimits, samplingSettings, trainingSettings } from '../../src/host/settings.ts';
import { workspaceRoots } from '../../src/host/workspace/workspaceFiles.ts';
import type { LearnerEvent, ToLearner } from '../../src/protocol/learner.ts';
import type { CompletionRequest, FromPredictor, ToPredictor } from '../../src/protocol/predictor.ts';
import { itemsOf, lastOf } from '../../src/protocol/series.ts';
import { assertNoLeaks } from './resourceLeaks.ts';
import {
  configure,
  exitingWorker,
  nextEvent,
  program,
  untilStatus,
  restoreSettings,
  scratchFolder,
  smallTraining,
  until,
} from './extensionHost.ts';

const request: CompletionRequest = {
  document: 'test',
  languageId: 'markdown',
  before: 'The hidden state ',
  after: '',
  maxCharacters: 100,
  multiline: false,
  model: 'network',
  sampling: { temperature: 0, topP: 1, seed: 1 },
};
const never = new CancellationTokenSource().token;

describe('threads that die', () => {
  assertNoLeaks();
  const scratch = scratchFolder();
  let corpus: Collection;
  let checkpoint: Uint8Array | undefined;
  const session = (startLearner: () => Link<LearnerEvent, ToLearner>): TrainingSession =>
    new TrainingSession({
      startLearner,
      onCheckpoint: (bytes) => {
        checkpoint = bytes;
      },
    });
  const learner = () => startWorker<LearnerEvent, ToLearner>(program('learner.mjs'), 'test');

  before(async () => {
    await configure(smallTraining);
    corpus = await collect(workspaceRoots(), corpusLimits());
  });
  after(async () => {
    await restoreSettings();
    scratch.remove();
  });

  it('a learner in mid-training becomes a failure that is said once, and another goes on from its last checkpoint', async () => {
    let life = 0;
    const mortal = exitingWorker<LearnerEvent, ToLearner>('learner.mjs', scratch.path);
    const ours = session(() => (life++ === 0 ? mortal.start() : learner()));
    const assignment = { corpus, settings: trainingSettings(), sampling: samplingSettings() };
    const failures: string[] = [];
    ours.onStatus(({ status, failure }) => void (status === 'failed' && failures.push(failure!)));
    ours.beginPreparation();
    ours.start({ ...assignment, checkpoint: undefined });
    await until(() => checkpoint !== undefined);
    mortal.end();
    await untilStatus(ours, 'failed');
    assert.match(failures.join(), /^The learner stopped: .*7/);
    const learnt = lastOf(ours.state.points)!.characters;
    ours.beginPreparation();
    ours.start({ ...assignment, checkpoint });
    await nextEvent(ours.onEvent, (event) => event.type === 'progress');
    const points = itemsOf(ours.state.points);
    assert.equal(ours.state.failure, undefined);
    assert.ok(points.at(-1)!.characters > 0 && points.at(-1)!.step > points[0]!.step, `${learnt}`);
    ours.stop();
    await untilStatus(ours, 'ended');
    ours.dispose();
  });

  it('a learner that does not answer is ended when it is asked to stop for the second time', () => {
    let closed = false;
    const deaf: Link<LearnerEvent, ToLearner> = {
      send: () => undefined,
      receive: () => undefined,
      onDeath: () => undefined,
      close: () => void (closed = true),
    };
    const ours = session(() => deaf);
    ours.beginPreparation();
    ours.start({ corpus, settings: trainingSettings(), sampling: samplingSettings(), checkpoint: undefined });
    ours.stop();
    assert.deepEqual([ours.state.status, closed], ['preparing', false]);
    ours.stop();
    assert.deepEqual([ours.state.status, closed], ['ended', true]);
    ours.dispose();
  });

  it('a learner that cannot be started is a failure too', async () => {
    const ours = session(() => startWorker(`${scratch.path}/missing.mjs`, 'missing'));
    ours.start({ corpus, settings: trainingSettings(), sampling: samplingSettings(), checkpoint: undefined });
    const { failure } = await untilStatus(ours, 'failed');
    assert.match(failure!, /missing\.mjs/);
    ours.dispose();
  });

  it('a learner that fails says why, and its thread is ended', async () => {
    const ours = session(learner);
    const tiny = { texts: [{ path: 'ws/a', text: 'too little' }], excluded: [] };
    ours.start({ corpus: tiny, settings: trainingSettings(), sampling: samplingSettings(), checkpoint: undefined });
    const { failure } = await untilStatus(ours, 'failed');
    assert.match(failure!, /characters/);
    ours.dispose();
  });

  it('a predictor rejects what waits, and the next request starts it again with the same weights', async () => {
    let life = 0;
    const warnings: string[] = [];
    const mortal = exitingWorker<FromPredictor, ToPredictor>('predictor.mjs', scratch.path);
    const client = new PredictorClient(
      () => (life++ === 0 ? mortal.start() : startWorker(program('predictor.mjs'), 'test')),
      (message) => warnings.push(message),
    );
    assert.deepEqual((await client.load(checkpoint!)).usable, true);
    const expected = await client.complete(request, never);
    const died = nextEvent(client.onState, (state) => state === 'dead');
    mortal.end();
    await died;
    assert.equal(warnings.length, 1);
    assert.deepEqual((await client.complete(request, never))?.text, expected?.text);
    assert.equal(client.state, 'ready');
    assert.equal(life, 2);
    client.dispose();
  });

  it('a predictor that dies on every request is left alone after some restarts, until a person asks', async () => {
    let lives = 0;
    let mourned: ((reason: string) => void) | undefined;
    const client = new PredictorClient(
      () => {
        lives++;
        let hear: (message: FromPredictor) => void;
        return {
          send: (message) => {
            if (message.type === 'load')
              queueMicrotask(() => hear({ type: 'loaded', version: message.version, bitsPerChar: 2 }));
            else if (message.type === 'complete') queueMicrotask(() => mourned!('broken'));
          },
          receive: (listener) => (hear = listener),
          onDeath: (listener) => (mourned = listener),
          close: () => undefined,
        };
      },
      () => undefined,
    );
    await client.load(Uint8Array.of(1));
    for (let i = 0; i < 4; i++) await assert.rejects(client.complete(request, never), /broken/);
    assert.equal(await client.complete(request, never), undefined);
    assert.equal(lives, 4);
    await client.restart();
    await assert.rejects(client.complete(request, never), /broken/);
    client.dispose();
  });

  it('a newer request, a cancelled token and a closed client settle what waits; no listener stays behind', async () => {
    const sent: ToPredictor[] = [];
    let hear: ((message: FromPredictor) => void) | undefined;
    const client = new PredictorClient(
      () => ({
        send: (message) => void sent.push(message),
        receive: (listener) => (hear = listener),
        onDeath: () => undefined,
        close: () => undefined,
      }),
      () => undefined,
    );
    const loading = client.load(Uint8Array.of(1));
    hear!({ type: 'loaded', version: 1, bitsPerChar: undefined });
    await loading;
    const [one, two, three] = [countingToken(), countingToken(), countingToken()];
    const first = client.complete(request, one.token);
    const second = client.complete(request, two.token);
    assert.equal(await first, undefined);
    two.cancel();
    assert.equal(await second, undefined);
    const third = client.complete(request, three.token);
    client.forget();
    await assert.rejects(third, /closed/);
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['load', 'complete', 'cancel', 'complete', 'cancel', 'complete'],
    );
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
