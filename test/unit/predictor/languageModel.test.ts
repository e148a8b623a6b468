import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createLanguageModel } from '../../../src/predictor/languageModel.ts';
import { checkpointOf } from './tinyModel.ts';
import { tinyCounts } from './tinyCounts.ts';

const network = { engine: referenceEngine, checkpoint: checkpointOf('abcdefg hi.\n') };
const gate = { show: 0.3, extend: 0.3 };

describe('language model', () => {
  it('needs fewer bits for what it has counted', () => {
    const model = createLanguageModel({ counting: tinyCounts() });
    model.begin(1);
    const first = model.count('const x = 1;\n');
    model.begin(2);
    assert.ok(model.read('const x = 1;\n') < first / 2);
  });

  it('guesses from the counts, the network, or both', () => {
    const counted = createLanguageModel({ counting: tinyCounts() });
    counted.begin(1);
    counted.count('const x = 1;\n');
    counted.begin(2);
    counted.read('cons');
    assert.equal(counted.guess('cons', gate, 60)?.text, 't x = 1;');

    for (const parts of [{ network }, { network, counting: tinyCounts() }]) {
      const model = createLanguageModel(parts);
      model.begin(1);
      model.read('abc');
      assert.equal(model.guess('abc', gate, 60)?.text, 'defg hi.');
      assert.equal(model.guess('abc', gate, 60)?.text, 'defg hi.', 'a guess changes nothing');
    }
  });

  it('must have something to speak with', () => {
    assert.throws(() => createLanguageModel({}));
  });
});
