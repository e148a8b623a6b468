import assert from 'node:assert/strict';
import { initialParameters } from '../../../src/engine/initialise.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { parameterCount } from '../../../src/engine/modelShape.ts';
import { vocabularyOf } from '../../../src/language/vocabulary.ts';
import { bitsPerCharacter, shareOf } from '../../../src/learner/evaluate.ts';

const vocabulary = vocabularyOf('abc');
const shape = { cell: 'tanh', hidden: 4, vocabulary: vocabulary.size } as const;
const held = (text: string, context = '') => ({ context: vocabulary.encode(context), ids: vocabulary.encode(text) });

describe('bits per character', () => {
  it('are those of a uniform choice for a network of zeros, and more for a character outside', () => {
    const reader = referenceEngine.reader(shape);
    reader.writeParameters(new Float32Array(parameterCount(shape)));
    assert.ok(Math.abs(bitsPerCharacter(reader, vocabulary, [held('abca')], 99) - 2) < 1e-6);
    const outside = bitsPerCharacter(reader, vocabulary, [held('abcx')], 99);
    assert.ok(Math.abs(outside - (2 + vocabulary.outsideBits / 4)) < 1e-6);
  });

  it('do not depend on the texts read before, only on the context in the same file', () => {
    const reader = referenceEngine.reader(shape);
    reader.writeParameters(initialParameters(shape, 2));
    const alone = bitsPerCharacter(reader, vocabulary, [held('abc')], 99);
    assert.ok(Math.abs(bitsPerCharacter(reader, vocabulary, [held('abc'), held('abc')], 99) - alone) < 1e-9);
    assert.notEqual(bitsPerCharacter(reader, vocabulary, [held('abc', 'ccc')], 99), alone);
  });

  it('take the same share of each text under a limit', () => {
    const shared = shareOf([held('a'.repeat(80)), held('b'.repeat(20))], 50);
    assert.deepEqual(
      shared.map(({ ids }) => ids.length),
      [40, 10],
    );
  });
});
