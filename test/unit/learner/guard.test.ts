import assert from 'node:assert/strict';
import { prepareCorpus } from '../../../src/learner/prepare.ts';
import { startTraining } from '../../../src/learner/training.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { LearnerEvent } from '../../../src/protocol/learner.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../src/protocol/settings.ts';

/** The reference engine, but for one step whose loss explodes. */
function explodingAt(step: number): Engine {
  return {
    ...referenceEngine,
    trainer: (options) => {
      const trainer = referenceEngine.trainer(options);
      const take = trainer.step.bind(trainer);
      let steps = 0;
      return Object.assign(trainer, {
        step: (rate: number) => (++steps === step ? { ...take(rate), lossNats: 50 } : take(rate)),
      });
    },
  };
}

describe('a loss that explodes once', () => {
  it('is gone back from once, also to weights that knew less than those before it', () => {
    const text = 'the quick brown fox jumps over the lazy dog.\n'.repeat(60);
    const settings: TrainingSettings = {
      ...defaultTrainingSettings,
      ...({
        cell: 'tanh',
        hidden: 16,
        streams: 4,
        length: 8,
        steps: 20_000,
        learningRate: 0.02,
      } satisfies Partial<TrainingSettings>),
    };
    const events: LearnerEvent[] = [];
    const corpus = prepareCorpus([{ path: 'w/fox.txt', text }], 1);
    const training = startTraining(
      corpus,
      settings,
      undefined,
      explodingAt(150),
      () => performance.now(),
      (event) => events.push(event),
    );
    // The first evaluation, before which there is nothing but the first weights to go back to, comes after 200 steps.
    while (training.progress().steps < 180) training.runSlice(1);
    training.end('stopped');
    assert.equal(events.filter(({ type }) => type === 'rolledBack').length, 1);
    assert.equal(events.at(-1)?.type, 'ended');
    training.dispose();
  });
});
