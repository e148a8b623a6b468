import assert from 'node:assert/strict';
import { initialParameters } from '../../../src/engine/initialize.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { parameterCount } from '../../../src/engine/modelShape.ts';
import { crossEntropyBits } from '../../../src/model/network/crossEntropy.ts';
import { vocabularyOf } from '../../../src/model/network/vocabulary.ts';
import { createEvaluation } from '../../../src/learner/heldOutEvaluation.ts';
import type { EncodedText } from '../../../src/model/network/encodedText.ts';

const vocabulary = vocabularyOf('abc');
const shape = { cell: 'gru', hiddenSize: 4, vocabulary: vocabulary.size } as const;
const held = (text: string, context = '') => ({ context: vocabulary.encode(context), ids: vocabulary.encode(text) });
const pseudoRandom = (length: number, factor: number) =>
  Array.from({ length }, (_, at) => 'abcx'[Math.floor(at * at * factor) % 4]).join('');

function measure(texts: readonly EncodedText[], parameters: Float32Array) {
  const trainer = referenceEngine.trainer({
    shape,
    streams: 3,
    length: 8,
    maxGradientNorm: 1,
    optimizer: { kind: 'sgd' },
  });
  trainer.writeParameters(parameters);
  return { trainer, bits: createEvaluation(trainer, vocabulary, texts) };
}

/** The reference: one text after the other, character by character. */
function characterByCharacter(texts: readonly EncodedText[], parameters: Float32Array): number {
  const reader = referenceEngine.reader(shape);
  reader.writeParameters(parameters);
  const bits = texts.map(({ context, ids }) => crossEntropyBits(reader, vocabulary, context, ids));
  return bits.reduce((a, b) => a + b, 0) / texts.reduce((sum, { ids }) => sum + ids.length, 0);
}

const initial = initialParameters(shape, 2);

describe('bits per character', () => {
  it('equals a uniform guess for a network of zeros, and costs more for an unknown character', () => {
    const zeros = new Float32Array(parameterCount(shape));
    assert.ok(Math.abs(measure([held('abca')], zeros).bits() - 2) < 1e-6);
    const outside = measure([held('abcx')], zeros).bits();
    assert.ok(Math.abs(outside - (2 + vocabulary.unknownBits / 4)) < 1e-6);
  });

  it('equals a character-by-character evaluation for texts that fit into one stream', () => {
    const texts = [
      held(pseudoRandom(90, 0.3)),
      held('', 'abc'),
      held(pseudoRandom(7, 0.7), pseudoRandom(20, 0.1)),
      held('c'),
    ];
    for (const some of [texts, texts.slice(2), [...texts, ...texts]]) {
      const [bits, expected] = [measure(some, initial).bits(), characterByCharacter(some, initial)];
      assert.ok(Math.abs(bits - expected) < 1e-6, `${bits}, ${expected}`);
    }
  });

  it('differs in the sixth digit for a long text that is split over streams', () => {
    const texts = [held(pseudoRandom(3000, 0.37), pseudoRandom(256, 0.41)), held(pseudoRandom(500, 0.13))];
    const [bits, expected] = [measure(texts, initial).bits(), characterByCharacter(texts, initial)];
    assert.ok(Math.abs(bits / expected - 1) < 1e-5, `${bits}, ${expected}`);
  });

  it("keeps the training's hidden states", () => {
    const { trainer, bits } = measure([held(pseudoRandom(50, 0.3))], initial);
    trainer.inputs.fill(1);
    trainer.step(0.01);
    const state = trainer.readState();
    assert.ok(state.some((value) => value !== 0));
    bits();
    assert.deepEqual(trainer.readState(), state);
  });
});
