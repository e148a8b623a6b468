import assert from 'node:assert/strict';
import { charactersAtOnce } from '../../../../src/model/network/charactersAtOnce.ts';

describe('characters that a network reads at once', () => {
  it('are all for a network that is trained here by default', () => {
    assert.equal(charactersAtOnce(128, { cell: 'gru', hiddenSize: 320, vocabulary: 2048 }), 128);
    assert.equal(charactersAtOnce(16, { cell: 'lstm', hiddenSize: 512, vocabulary: 200 }), 16);
  });

  it('are fewer for a larger network, and at least one', () => {
    assert.equal(charactersAtOnce(128, { cell: 'gru', hiddenSize: 1024, vocabulary: 100, layers: 3 }), 16);
    assert.equal(charactersAtOnce(16, { cell: 'lstm', hiddenSize: 1024, vocabulary: 100, layers: 3 }), 1);
  });
});
