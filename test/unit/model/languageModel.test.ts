// What the interface of language models promises, for every model that an evaluation compares.
import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { evaluatedModels } from '../../../src/model/components.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { encodeInt8Network } from '../../../src/model/network/int8Network.ts';
import { createTrainedComponents } from '../../../src/model/trainedComponents.ts';
import { checkpointOf } from '../predictor/tinyModel.ts';
import { createTinyContextMixing } from './tinyContextMixing.ts';

const song = 'the rivusandco\n';
const checkpoint = checkpointOf(song);
const models = createModels({
  engine: referenceEngine,
  contextMixing: createTinyContextMixing,
  pretrainedNetwork: () => encodeInt8Network(decodeCheckpoint(checkpoint)),
});
const trained = createTrainedComponents(models, { texts: [{ path: 'a', text: song.repeat(4) }], checkpoint });

for (const { name, components } of evaluatedModels) {
  describe(`language model ${name}`, () => {
    const modelAfter = (text: string) => {
      const { model } = trained.combine(components);
      model.begin('b');
      model.read(text);
      return model;
    };

    it('predicts characters by falling probability', () => {
      const predictions = modelAfter('the riv').predict(4);
      assert.equal(predictions[0]?.character, 'u');
      predictions.forEach(({ probability, classes }, index) => {
        assert.ok(probability <= (predictions[index - 1]?.probability ?? 1));
        assert.ok(Object.values(classes).reduce((sum, share) => sum + share, 0) <= 1 + 1e-6);
      });
    });

    it('returns to a saved state', () => {
      const model = modelAfter('the riv');
      const expected = model.predict(2);
      const state = model.save();
      model.read('usan');
      model.restore(state);
      assert.deepEqual(model.predict(2), expected);
    });

    it('returns the bits of the text that it learns', () => {
      assert.ok(modelAfter('the r').learn('ivus') >= 0);
    });
  });
}
