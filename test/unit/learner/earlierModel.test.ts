// A training from scratch tells how good the model before it is on the same held-out text.
import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { prepareCorpus } from '../../../src/learner/prepareCorpus.ts';
import { startTraining } from '../../../src/learner/training.ts';
import type { LearnerEvent } from '../../../src/protocol/learner.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../src/protocol/settings.ts';

const small: TrainingSettings = {
  ...defaultTrainingSettings,
  cell: 'tanh',
  hiddenSize: 16,
  batchSize: 4,
  sequenceLength: 8,
  learningRate: 0.02,
};
const fox = 'the quick brown fox jumps over the lazy dog.\n'.repeat(60);

/** The end of a training, and its weights. */
function train(text: string, settings: Partial<TrainingSettings>, earlier?: Uint8Array) {
  const corpus = prepareCorpus([{ path: 'w/fox.txt', text }], 1);
  const events: LearnerEvent[] = [];
  const emit = (event: LearnerEvent): void => void events.push(event);
  const training = startTraining(
    { corpus, settings: { ...small, ...settings }, earlier },
    { engine: referenceEngine, now: () => performance.now(), emit },
  );
  while (training.runSlice(1000));
  training.dispose();
  const ended = events.at(-1)!;
  const checkpoint = events.findLast(({ type }) => type === 'checkpoint')!;
  assert.ok(ended.type === 'ended' && checkpoint.type === 'checkpoint');
  return { ...ended, weights: checkpoint.bytes };
}

describe('a training from scratch where there is a model already', () => {
  it('tells the bits of that model on its own held-out text', () => {
    const first = train(fox, { steps: 300 });
    const second = train(fox, { steps: 20, cell: 'gru', hiddenSize: 20 }, first.weights);
    assert.equal(second.earlierBitsPerChar?.toFixed(4), first.bitsPerChar!.toFixed(4));
    assert.ok(second.bitsPerChar! > first.bitsPerChar!);
  });

  it('compares with a model of other characters', () => {
    const first = train(fox, { steps: 50 });
    const second = train(fox.toUpperCase(), { steps: 300 }, first.weights);
    assert.ok(second.earlierBitsPerChar! > second.bitsPerChar!);
  });

  it('compares with nothing where the model cannot be read', () => {
    assert.equal(train(fox, { steps: 20 }, new Uint8Array(9)).earlierBitsPerChar, undefined);
  });
});
