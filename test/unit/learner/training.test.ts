import assert from 'node:assert/strict';
import { isHeldOut } from '../../../src/corpus/split.ts';
import { evaluationBatches } from '../../../src/learner/evaluationBatches.ts';
import { prepareCorpus } from '../../../src/learner/prepareCorpus.ts';
import { warmUpFactor, warmUpSteps } from '../../../src/learner/recipe.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import type { LearnerEvent } from '../../../src/protocol/learner.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { slowEngine } from './slowEngine.ts';
import { corpusOf, fox, small, startSmallTraining } from './smallTraining.ts';

/** The reference engine with an exploding loss at one step. Records the learning rates. */
function explodingAt(step: number, record: (rate: number) => void): Engine {
  return {
    ...referenceEngine,
    trainer: (options) => {
      const trainer = referenceEngine.trainer(options);
      const original = trainer.step.bind(trainer);
      let steps = 0;
      return Object.assign(trainer, {
        step: (rate: number) => {
          record(rate);
          return ++steps === step ? { ...original(rate), lossNats: 50 } : original(rate);
        },
      });
    },
  };
}

/** The folder of a text that is read again and again, and a held-out text that is unlike it. */
function unlikeHeldOut() {
  const names = Array.from({ length: 40 }, (_, index) => `w/${index}.txt`);
  const other = names.find(isHeldOut)!;
  const known = names.filter((name) => !isHeldOut(name)).slice(0, 24);
  const twoLines = fox.slice(0, fox.length / 30);
  const texts = [...known.map((path) => ({ path, text: twoLines })), { path: other, text: '0123456789\n'.repeat(22) }];
  return prepareCorpus(texts, 1);
}

const heldOutBits = (events: readonly LearnerEvent[]): number[] =>
  events.flatMap((event) => (event.type === 'heldOut' ? [event.point.bitsPerChar] : []));

describe('a training with held-out text that differs from its training text', () => {
  it('does not stop before it has read its text often enough to overfit', () => {
    const corpus = unlikeHeldOut();
    const steps = Math.floor((2.5 * corpus.trainIds.length) / 32);
    const { training, events } = startSmallTraining({ corpus, settings: { ...small, steps, learningRate: 0.02 } });
    while (training.runSlice(1000));
    const bits = heldOutBits(events);
    assert.ok(bits.at(-1)! > 1.04 * Math.min(...bits), 'the cross-entropy rose');
    const ended = events.at(-1);
    assert.equal(ended?.type === 'ended' && ended.reason, 'finished');
    training.dispose();
  });

  it('does not take overfitting for divergence when it continues a checkpoint', () => {
    const corpus = unlikeHeldOut();
    const settings = { ...small, learningRate: 0.02 };
    const first = startSmallTraining({ corpus, settings: { ...settings, steps: 40 } });
    while (first.training.runSlice(1000));
    const from = decodeCheckpoint(first.training.resumePoint());
    first.training.dispose();
    const { training, events } = startSmallTraining({ corpus, settings: { ...settings, steps: 4000 }, from });
    while (training.runSlice(1000));
    const bits = heldOutBits(events);
    assert.ok(Math.max(...bits) > Math.min(...bits) + 2, bits.join());
    assert.equal(events.filter(({ type }) => type === 'rolledBack').length, 0);
    assert.ok(events.some(({ type }) => type === 'coolDown'));
    training.dispose();
  });
});

describe('a training that is paused', () => {
  it('saves its state after the last step, once there are weights to use', () => {
    const { training, events } = startSmallTraining({ corpus: corpusOf(fox), settings: { ...small, steps: 20_000 } });
    const saved = () => events.flatMap((event) => (event.type === 'resumePoint' ? [event.checkpoint] : []));
    const isEvaluated = () => events.some(({ type }) => type === 'heldOut');
    training.runSlice(1);
    assert.ok(!isEvaluated());
    training.pause();
    assert.equal(saved().length, 0);
    training.resume();
    while (!isEvaluated()) training.runSlice(1);
    const evaluated = training.progress().steps;
    while (training.progress().steps < evaluated + 3) training.runSlice(1);
    training.pause();
    assert.deepEqual(saved(), [training.resumePoint()]);
    const { resume } = decodeCheckpoint(saved()[0]!);
    assert.equal((JSON.parse(resume!.values) as { steps: number }).steps, training.progress().steps);
    training.dispose();
  });
});

describe('a loss that explodes once', () => {
  it('causes one rollback, to half the learning rate with a new warm-up', () => {
    const settings = { ...small, steps: 20_000, learningRate: 0.02 };
    const rates: number[] = [];
    const engine = explodingAt(150, (rate) => rates.push(rate));
    const { training, events } = startSmallTraining({ corpus: corpusOf(fox), settings }, { engine });
    // The first evaluation comes after 200 steps. Before it, a rollback goes to the initial weights.
    while (training.progress().steps < 180) training.runSlice(1);
    training.end('stopped');
    assert.equal(events.filter(({ type }) => type === 'rolledBack').length, 1);
    for (const [from, peak] of [
      [0, 0.02],
      [150, 0.01],
    ] as const) {
      const warmUp = rates.slice(from, from + warmUpSteps);
      assert.ok(
        warmUp.every((rate, step) => Math.abs(rate - peak * warmUpFactor(step)) < 0.01 * peak),
        `${warmUp.join()}`,
      );
    }
    assert.equal(events.at(-1)?.type, 'ended');
    training.dispose();
  });
});

describe('a training on a machine where an evaluation takes as long as fifty steps', () => {
  it('spends nine tenths of its time on steps, and notes evaluations at the time of the last step', () => {
    const corpus = corpusOf(fox);
    const batches = evaluationBatches(corpus.heldOut, small.batchSize, small.sequenceLength).length;
    const { engine, now, learningShare } = slowEngine({ step: 20, evaluate: 1000 / batches });
    const settings = { ...small, hiddenSize: 4, seconds: 60 };
    const { training, events } = startSmallTraining({ corpus, settings }, { engine, now });
    while (training.runSlice(100));
    assert.equal(events.at(-1)?.type, 'ended');
    // There is so little held-out text that the final figure is that of the best evaluation.
    assert.ok(learningShare() > 0.88 && learningShare() < 0.93, `${learningShare()}`);
    const steps = events.flatMap((event) => (event.type === 'progress' ? event.points : []));
    const evaluated = events.flatMap((event) => (event.type === 'heldOut' ? [event.point] : []));
    assert.ok(evaluated.length > 1);
    for (const { step, elapsedMs } of evaluated) {
      assert.equal(elapsedMs, steps.find((point) => point.step === step)?.elapsedMs ?? 0);
    }
    training.dispose();
  });
});
