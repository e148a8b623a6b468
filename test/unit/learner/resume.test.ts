// A training that is interrupted and continues from its saved state takes the same steps as one that is not, bit for bit.
import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { cells } from '../../../src/engine/cells.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { kernelEngine } from '../../../src/engine/kernelEngine.ts';
import type { SpawnThread } from '../../../src/engine/threadPool.ts';
import { prepareCorpus } from '../../../src/learner/prepareCorpus.ts';
import { startTraining, type Training } from '../../../src/learner/training.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import type { LearnerEvent } from '../../../src/protocol/learner.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../src/protocol/settings.ts';
import { kernelBuilds } from '../engine/kernelFiles.ts';

const spawn: SpawnThread = (workerData) => {
  const worker = new Worker(new URL('../../../src/learner/trainingThread.ts', import.meta.url), { workerData });
  worker.unref();
  return () => void worker.terminate();
};
const engines: Readonly<Record<number, () => Engine>> = {
  1: () => kernelEngine('one', kernelBuilds('engine-relaxed')),
  2: () => kernelEngine('two', kernelBuilds('engine-shared'), { count: 2, spawn }),
};

/** A text that is soon overfitted, so that dropout, early stopping and a cool-down take part. */
const sentence = 'the quick brown fox jumps over the lazy dog. ';
const lines = Array.from({ length: 40 }, (_, n) => `${n * 7919} ${sentence.slice(n % 20)}${(n * n * 31) % 997}\n`);
const corpusOf = (text: string) => prepareCorpus([{ path: 'w/a.txt', text }], 1);
const corpus = corpusOf(lines.join(''));
const settings: TrainingSettings = {
  ...defaultTrainingSettings,
  ...{ hidden: 20, streams: 5, sequenceLength: 8, dropout: 0.3, learningRate: 0.02, steps: 400 },
};

interface Outcome {
  readonly events: readonly LearnerEvent[];
  readonly saved: readonly Uint8Array[];
  /** The state after step `stop`, if the training did not end before. */
  readonly resumePoint: Uint8Array | undefined;
}

/** Trains until the end, or until step `stop`. Each call of the clock takes a millisecond, so that a slice of 2 ms is one step. */
function run(own: TrainingSettings, engine: Engine, from?: Uint8Array, stop = Infinity, text = corpus): Outcome {
  const events: LearnerEvent[] = [];
  let nowMs = 0;
  const training: Training = startTraining(
    text,
    own,
    from && decodeCheckpoint(from),
    engine,
    () => nowMs++,
    (event) => events.push(event),
  );
  let isRunning = true;
  while (isRunning && training.progress().steps < stop) isRunning = training.runSlice(2);
  const resumePoint = isRunning ? training.resumePoint() : undefined;
  training.dispose();
  const saved = events.flatMap((event) =>
    event.type === 'checkpoint' || event.type === 'resumePoint' ? [event.bytes] : [],
  );
  return { events, saved, resumePoint };
}

/** What must be equal: steps and evaluations from step `after` on, and the final weights and moments. Time may differ. */
function resultOf({ events, saved }: Outcome, after: number) {
  const points = events
    .flatMap((event) => (event.type === 'progress' ? event.points : []))
    .filter(({ step }) => step > after)
    .map((point) => ({ ...point, elapsedMs: 0 }));
  const evaluations = events
    .flatMap((event) => (event.type === 'heldOut' ? [event.point] : []))
    .filter(({ step }) => step > after)
    .map((point) => ({ ...point, elapsedMs: 0 }));
  const { parameters, optimizer, progress } = decodeCheckpoint(saved.at(-1)!);
  const { steps, bitsPerChar } = progress;
  const end = events.at(-1);
  return { points, evaluations, parameters, optimizer, steps, bitsPerChar, end };
}

describe('a training that continues from its saved state', () => {
  for (const cell of cells) {
    for (const threads of [1, 2]) {
      it(`takes the same steps as without the interruption: ${cell}, ${threads} thread(s)`, () => {
        const own = { ...settings, cell, threads };
        const whole = run(own, engines[threads]!());
        const steps = resultOf(whole, 0).points.length;
        for (const share of [0.01, 0.3, 0.5, 0.95]) {
          const stop = Math.ceil(share * steps);
          const first = run(own, engines[threads]!(), undefined, stop);
          assert.ok(first.resumePoint, 'it is still running');
          const second = run(own, engines[threads]!(), first.resumePoint);
          assert.deepEqual(resultOf(second, stop), resultOf(whole, stop), `interrupted after step ${stop}`);
        }
      });
    }
  }

  it('continues from every saved state: during dropout, before and in a cool-down', () => {
    const own: TrainingSettings = { ...settings, cell: 'gru', steps: 1200 };
    const whole = run(own, engines[1]!());
    const types = new Set(whole.events.map(({ type }) => type));
    assert.ok(types.has('resumePoint') && types.has('checkpoint'));
    assert.equal(whole.events.findLast(({ type }) => type === 'ended')?.type, 'ended');
    const end = resultOf(whole, 0).end;
    assert.ok(end?.type === 'ended' && end.reason === 'stopped improving', 'it cools down');
    for (const bytes of whole.saved.slice(0, -1)) {
      const values = JSON.parse(decodeCheckpoint(bytes).resume!.values) as { steps: number };
      assert.deepEqual(resultOf(run(own, engines[1]!(), bytes), values.steps), resultOf(whole, values.steps));
    }
  });

  it('continues a training that continued an older checkpoint, worse at first', () => {
    const old = run({ ...settings, cell: 'lstm' }, engines[1]!()).saved.at(-1)!;
    const own: TrainingSettings = { ...settings, cell: 'lstm', learningRate: 0.1, steps: 300 };
    const whole = run(own, engines[1]!(), old);
    const before = decodeCheckpoint(old).progress.steps;
    for (const stop of [40, 150]) {
      const { resumePoint } = run(own, engines[1]!(), old, before + stop);
      assert.deepEqual(resultOf(run(own, engines[1]!(), resumePoint), before + stop), resultOf(whole, before + stop));
    }
  });

  it('continues with SGD, which has no moments', () => {
    const own: TrainingSettings = { ...settings, cell: 'tanh', optimizer: 'sgd', learningRate: 0.5 };
    const whole = run(own, engines[1]!());
    const { resumePoint } = run(own, engines[1]!(), undefined, 111);
    assert.deepEqual(resultOf(run(own, engines[1]!(), resumePoint), 111), resultOf(whole, 111));
  });

  it('starts a new schedule from the best weights if settings or text have changed', () => {
    const own: TrainingSettings = { ...settings, cell: 'gru' };
    const { resumePoint } = run(own, engines[1]!(), undefined, 30);
    const firstRate = (outcome: Outcome) =>
      outcome.events.flatMap((event) => (event.type === 'progress' ? event.points : []))[0]!.learningRate;
    const exact = firstRate(run(own, engines[1]!(), resumePoint));
    const warmUp = settings.learningRate / 12;
    assert.ok(exact > warmUp);
    const changed = run({ ...own, dropout: 0.1 }, engines[1]!(), resumePoint);
    const other = run(own, engines[1]!(), resumePoint, Infinity, corpusOf(`${lines.join('')}dog\n`));
    for (const outcome of [changed, other]) assert.ok(Math.abs(firstRate(outcome) - warmUp) < 1e-9);
  });
});
