import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Engine } from '../../../src/engine/engine.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import type { StartBaselines } from '../../../src/learner/startBaselineThread.ts';
import { createLearner } from '../../../src/learner/learner.ts';
import type { LearnerEvent, TrainingJob } from '../../../src/protocol/learner.ts';
import type { TrainingSettings } from '../../../src/protocol/settings.ts';
import { slowEngine } from './slowEngine.ts';
import { fox, small } from './smallTraining.ts';

const jobWith = (settings: Partial<TrainingSettings> = {}): TrainingJob => ({
  texts: [{ path: 'notes/fox.txt', text: fox }],
  settings: { ...small, seconds: 1, steps: 60, ...settings },
});

/** A learner in this thread, its events, and a way to wait for an event. */
function learner({
  startBaselines,
  engine = referenceEngine,
  now = () => performance.now(),
  sleep = (ms: number) => setTimeout(ms),
}: {
  readonly startBaselines?: StartBaselines;
  readonly engine?: Engine;
  readonly now?: () => number;
  readonly sleep?: (ms: number) => Promise<void>;
} = {}) {
  const events: LearnerEvent[] = [];
  let notify = (): void => undefined;
  const api = createLearner(
    (event) => {
      events.push(event);
      notify();
    },
    {
      chooseEngine: () => Promise.resolve(engine),
      now,
      yieldToMessages: () => setImmediate(),
      sleep,
      ...(startBaselines && { startBaselines }),
    },
  );
  const until = async <T extends LearnerEvent['type']>(type: T): Promise<Extract<LearnerEvent, { type: T }>> => {
    for (;;) {
      const found = events.find((event): event is Extract<LearnerEvent, { type: T }> => event.type === type);
      if (found) return found;
      await new Promise<void>((resolve) => {
        notify = resolve;
      });
    }
  };
  return { ...api, train: (job: TrainingJob) => void api.train(job), events, until };
}

const checkpointsOf = (events: readonly LearnerEvent[]) =>
  events.flatMap((event) => (event.type === 'checkpoint' ? [decodeCheckpoint(event.checkpoint)] : []));

describe('learner', () => {
  it('reports the prepared corpus, trains to its budget, and ends with the best weights', async () => {
    const { events, until, train } = learner();
    train(jobWith());
    const ended = await until('ended');
    const { corpus } = await until('prepared');
    assert.equal(corpus.files, 1);
    assert.equal(ended.reason, 'finished');
    const points = events.flatMap((event) => (event.type === 'progress' ? event.points : []));
    const steps = points.map(({ step }) => step);
    assert.deepEqual(
      steps,
      Array.from({ length: 60 }, (_, index) => index + 1),
    );
    assert.ok(points.at(-1)!.lossBits < points[0]!.lossBits);
    const last = checkpointsOf(events).at(-1)!;
    assert.equal(last.progress.bitsPerChar, ended.bitsPerChar);
  });

  it('gives the same checkpoint for the same seed, corpus and settings', async () => {
    const run = async (seed: number) => {
      const { events, until, train } = learner();
      train(jobWith({ seed }));
      await until('ended');
      return checkpointsOf(events).at(-1)!.parameters;
    };
    const parameters = await run(3);
    assert.deepEqual(await run(3), parameters);
    assert.notDeepEqual(await run(4), parameters);
  });

  it('rests seven times as long as it works with an eighth of the time, and gives the same checkpoint by the same steps', async () => {
    const run = async (share: number) => {
      let ms = 0;
      const rests: number[] = [];
      const sleep = (restMs: number): Promise<void> => (rests.push(restMs), setImmediate());
      const { events, until, train, setWorkShare } = learner({ now: () => ms++, sleep });
      setWorkShare(share);
      train(jobWith());
      await until('ended');
      return { rests, parameters: checkpointsOf(events).at(-1)!.parameters };
    };
    const [whole, part] = [await run(1), await run(1 / 8)];
    assert.deepEqual(whole.rests, []);
    assert.ok(part.rests.length > 0 && part.rests.every((ms) => ms > 0 && ms % 7 === 0), part.rests.join());
    assert.deepEqual(part.parameters, whole.parameters);
  });

  it('holds out the same part of each file when a network is trained further or compared, whatever files were added', async () => {
    const file = (path: string) => ({ path: `notes/${path}`, text: fox });
    const few = [file('a.txt'), file('b.txt')];
    const many = [...few, ...Array.from({ length: 200 }, (_, i) => file(`${i}.txt`))];
    const run = async (job: Partial<TrainingJob>) => {
      const { events, until, train } = learner();
      train({ ...jobWith({ steps: 1 }), ...job });
      await until('ended');
      const event = events.findLast(({ type }) => type === 'checkpoint');
      assert.ok(event?.type === 'checkpoint');
      const uses = (await until('prepared')).corpus.ledger.map((entry) => entry.included && entry.heldOut);
      return { uses: [...new Set(uses)].sort(), checkpoint: event.checkpoint };
    };
    const first = await run({ texts: few });
    assert.deepEqual(first.uses, ['tail']);
    assert.deepEqual((await run({ texts: many })).uses, ['none', 'whole']);
    assert.deepEqual((await run({ texts: many, checkpoint: first.checkpoint })).uses, ['tail']);
    assert.deepEqual((await run({ texts: many, earlier: first.checkpoint })).uses, ['tail']);
  });

  it('continues a checkpoint and adds new characters to its vocabulary', async () => {
    const first = learner();
    first.train(jobWith());
    await first.until('ended');
    const checkpoint = first.events.findLast((event) => event.type === 'checkpoint')!.checkpoint;
    const second = learner();
    second.train({
      ...jobWith({ steps: 5 }),
      checkpoint,
      texts: [{ path: 'notes/fox.txt', text: `${fox}ÄÄÄ\n${fox}` }],
    });
    const { continued } = await second.until('prepared');
    await second.until('ended');
    const [old, now] = [decodeCheckpoint(checkpoint), checkpointsOf(second.events).at(-1)!];
    assert.equal(continued, true);
    assert.equal(now.shape.vocabulary, old.shape.vocabulary + 1);
    assert.equal(now.progress.steps, 65);
  });

  it('publishes nothing worse than the checkpoint that it continues', async () => {
    const first = learner();
    first.train(jobWith({ steps: 400 }));
    const { bitsPerChar } = await first.until('ended');
    const checkpoint = first.events.findLast((event) => event.type === 'checkpoint')!.checkpoint;
    const second = learner();
    // At this learning rate it first gets worse.
    second.train({ ...jobWith({ steps: 600, learningRate: 0.2, cell: 'gru', hiddenSize: 8 }), checkpoint });
    const ended = await second.until('ended');
    const { settings } = await second.until('prepared');
    assert.deepEqual([settings.cell, settings.hiddenSize], ['tanh', 16], 'a checkpoint keeps its cell and size');
    const points = second.events.flatMap((event) => (event.type === 'heldOut' ? [event.point] : []));
    // The reference engine's weights are more precise than a checkpoint's.
    assert.ok(Math.abs(points[0]!.bitsPerChar - bitsPerChar!) < 1e-6);
    assert.ok(points[1]!.bitsPerChar > bitsPerChar!, 'it got worse');
    const lowest = (count: number) => Math.min(...points.slice(0, count).map((point) => point.bitsPerChar));
    points.forEach((point, at) => assert.equal(point.best, point.bitsPerChar < lowest(at)));
    assert.equal(ended.bitsPerChar, lowest(points.length));
    assert.equal(checkpointsOf(second.events).length, points.filter(({ best }) => best).length);
  });

  it('pauses without working or spending its budget, resumes, and stops with the weights so far', async () => {
    const { events, until, train, pause, resume, stop } = learner();
    train(jobWith({ steps: 1_000_000 }));
    await until('progress');
    pause();
    await until('state');
    const count = events.length;
    await setImmediate();
    await setImmediate();
    assert.equal(events.length, count);
    resume();
    stop();
    assert.equal((await until('ended')).reason, 'stopped');
    assert.ok(checkpointsOf(events).length > 0);
  });

  it('emits samples and hidden states only while the dashboard watches, and a last sample in any case', async () => {
    const unwatched = learner();
    unwatched.train(jobWith());
    await unwatched.until('ended');
    const shown = unwatched.events.filter(({ type }) => ['sample', 'activity', 'lens'].includes(type));
    const { characters } = checkpointsOf(unwatched.events).at(-1)!.progress;
    assert.deepEqual(
      shown.map((event) => event.type === 'sample' && event.characters),
      [characters],
      'of the network as it ended',
    );
    const watched = learner();
    watched.setWatching(true);
    watched.train(jobWith({ steps: 1_000_000 }));
    const { activity } = await watched.until('activity');
    assert.equal(activity.values.length, activity.characters.length * activity.hidden);
    assert.ok(activity.values.every((value) => Math.abs(value) <= 1));
    assert.ok((await watched.until('sample')).text.length > 0);
    watched.stop();
  });

  it('draws a requested sample at once, even during a pause, and then waits again', async () => {
    const { events, until, train, pause, stop, setWatching, setSampleOptions } = learner();
    setWatching(true);
    train(jobWith({ steps: 1_000_000 }));
    await until('sample');
    pause();
    await until('state');
    const samples = () => events.flatMap((event) => (event.type === 'sample' ? [event.prompt] : []));
    const before = samples().length;
    setSampleOptions({ sampling: { temperature: 0.5, topP: 1, seed: 1 }, prompt: 'the ' });
    for (let turns = 0; turns < 10; turns++) await setImmediate();
    assert.deepEqual(samples().slice(before), ['the ']);
    stop();
  });

  it('limits the live preview on a slow machine, so that most of the time goes into training', async () => {
    const { engine, now, learningShare } = slowEngine({ step: 20, feed: 1 });
    const { until, train, setWatching } = learner({ engine, now });
    setWatching(true);
    train(jobWith({ hiddenSize: 4, steps: 2000 }));
    await until('ended');
    assert.ok(learningShare() > 0.85, `${learningShare()}`);
  });

  it('emits the quick baselines at once, and starts the slow ones after the first evaluation', async () => {
    const evaluated: boolean[] = [];
    const { events, until, train, stop, setWatching } = learner({
      startBaselines: (_, done) => {
        evaluated.push(events.some(({ type }) => type === 'heldOut'));
        done([{ kind: 'contextMixing', bitsPerChar: 2 }]);
        return () => undefined;
      },
    });
    setWatching(true);
    train(jobWith({ steps: 20_000 }));
    await until('baselines');
    assert.deepEqual(evaluated, []);
    const kinds = () => events.flatMap((event) => (event.type === 'baselines' ? [event.baselines] : [])).at(-1)!;
    while (kinds().length < 3) await setImmediate();
    assert.deepEqual(
      kinds().map(({ kind }) => kind),
      ['uniform', 'compressor', 'contextMixing'],
    );
    assert.deepEqual(evaluated, [true]);
    stop();
  });

  it('says what to do if there is too little text', async () => {
    const { until, train } = learner();
    train({ ...jobWith(), texts: [{ path: 'a.txt', text: 'tiny' }] });
    assert.match((await until('failed')).message, /Open a folder with more text/);
  });

  it('fails with a reason on a damaged checkpoint', async () => {
    const { until, train } = learner();
    train({ ...jobWith(), checkpoint: new Uint8Array(99) });
    assert.match((await until('failed')).message, /header/);
  });

  it('rolls back to a lower learning rate if the loss explodes, and fails with advice if it keeps exploding', async () => {
    const { events, until, train } = learner();
    train(jobWith({ optimizer: 'sgd', learningRate: 1e6, maxGradientNorm: Infinity }));
    assert.match((await until('failed')).message, /learning rate below/);
    assert.equal(events.filter(({ type }) => type === 'rolledBack').length, 5);
  });
});
