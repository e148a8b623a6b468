// A training from scratch tells how good the model before it is on the same held-out text.
import assert from 'node:assert/strict';
import type { TrainingSettings } from '../../../src/protocol/settings.ts';
import { corpusOf, fox, small, startSmallTraining } from './smallTraining.ts';

/** The end of a training, and its weights. */
function train(text: string, settings: Partial<TrainingSettings>, earlier?: Uint8Array) {
  const { training, events } = startSmallTraining({
    corpus: corpusOf(text),
    settings: { ...small, learningRate: 0.02, ...settings },
    earlier,
  });
  while (training.runSlice(1000));
  training.dispose();
  const ended = events.at(-1)!;
  const checkpoint = events.findLast(({ type }) => type === 'checkpoint')!;
  assert.ok(ended.type === 'ended' && checkpoint.type === 'checkpoint');
  return { ...ended, weights: checkpoint.checkpoint };
}

describe('a training from scratch where there is a model already', () => {
  let first: ReturnType<typeof train>;
  before(() => (first = train(fox, { steps: 300 })));

  it('tells the bits of that model on its own held-out text', () => {
    const second = train(fox, { steps: 20, cell: 'gru', hiddenSize: 20 }, first.weights);
    assert.equal(second.earlierBitsPerChar?.toFixed(4), first.bitsPerChar!.toFixed(4));
    assert.ok(second.bitsPerChar! > first.bitsPerChar!);
  });

  it('compares with a model of other characters', () => {
    const second = train(fox.toUpperCase(), { steps: 300 }, first.weights);
    assert.ok(second.earlierBitsPerChar! > second.bitsPerChar!);
  });

  it('compares with nothing where the model cannot be read', () => {
    assert.equal(train(fox, { steps: 20 }, new Uint8Array(9)).earlierBitsPerChar, undefined);
  });
});
