import assert from 'node:assert/strict';
import { cells } from '../../../src/engine/cells.ts';
import { parameterCount } from '../../../src/engine/modelShape.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { initialParameters } from '../../../src/engine/initialize.ts';
import { vocabularyOf } from '../../../src/model/network/vocabulary.ts';
import { migrateVocabulary } from '../../../src/learner/initialState.ts';

describe('vocabulary migration', () => {
  for (const cell of cells) {
    it(`keeps the logits of the characters that both ${cell} models know`, () => {
      const [old, now] = ['abdz', '0acd'].map((characters) => vocabularyOf(characters)) as [
        ReturnType<typeof vocabularyOf>,
        ReturnType<typeof vocabularyOf>,
      ];
      const [from, to] = [old, now].map(({ size }) => ({ cell, hiddenSize: 5, vocabulary: size }));
      const values = initialParameters(from!, 1);
      const blank = new Float32Array(parameterCount(to!));
      const grown = migrateVocabulary(
        { shape: from!, vocabulary: old, values },
        { shape: to!, vocabulary: now, values: blank },
      );
      const odds = (shape: typeof from, parameters: Float32Array, vocabulary: typeof old) => {
        const reader = referenceEngine.reader(shape!);
        reader.writeParameters(parameters);
        for (const id of vocabulary.encode('add')) reader.feed(id);
        const log = reader.logProbabilities();
        return log[vocabulary.idOf('a'.codePointAt(0)!)]! - log[vocabulary.idOf('d'.codePointAt(0)!)]!;
      };
      assert.ok(Math.abs(odds(from, values, old) - odds(to, grown, now)) < 1e-6);
    });
  }
});
