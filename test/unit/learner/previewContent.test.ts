import assert from 'node:assert/strict';
import type { Reader } from '../../../src/engine/engine.ts';
import { sampleText } from '../../../src/learner/previewContent.ts';
import { buildVocabulary } from '../../../src/model/network/vocabulary.ts';

describe('a sample of a network that is stuck in white space', () => {
  const vocabulary = buildVocabulary(['a '.repeat(1000)]);
  const [blank, letter] = vocabulary.encode(' a');
  const logProbabilities = Float32Array.from({ length: vocabulary.size }, (_, id) =>
    id === blank ? -0.1 : id === letter ? -3 : -20,
  );
  const reader = { reset: () => undefined, feed: () => undefined, logProbabilities: () => logProbabilities };
  const sample = (gap: { readonly longestGap?: number } = {}) =>
    sampleText(
      { reader: reader as unknown as Reader, vocabulary },
      { prompt: '', count: 9, sampling: { temperature: 0, topP: 1, seed: 1 }, ...gap },
    );

  it('goes on with another character after the longest gap', () =>
    assert.equal(sample({ longestGap: 3 }), '   a   a '));

  it('is what the network predicts where there is no longest gap', () => assert.equal(sample(), ' '.repeat(9)));
});
