// What the interface of language models promises, for every model that an evaluation compares.
import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { evaluatedModels, mixerComponents } from '../../../src/model/components.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { encodeInt8Network } from '../../../src/model/network/int8Network.ts';
import { runToEnd } from '../../../src/model/work.ts';
import { createTrainedComponents } from '../../../src/model/trainedComponents.ts';
import { checkpointOf } from '../predictor/tinyModel.ts';
import { createTinyContextMixing } from './tinyContextMixing.ts';

const encoder = new TextEncoder();
const song = 'the rivusandco\n';
/** What the pretrained network does not know and no checkpoint has learned. */
const other = 'cotheriv\n';
const checkpoint = checkpointOf(song);
const models = createModels({
  engine: referenceEngine,
  contextMixing: createTinyContextMixing,
  pretrainedNetwork: () => encodeInt8Network(decodeCheckpoint(checkpoint)),
});
const trained = createTrainedComponents(models, { texts: [{ path: 'a', text: song.repeat(4) }], checkpoint });
const trainedOnOther = createTrainedComponents(models, { texts: [{ path: 'a', text: other.repeat(4) }], checkpoint });

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

    it('returns the cross-entropy before it learns', () => {
      const { model, measure } = trained.combine(components);
      model.begin('b');
      model.read('the r');
      const state = model.save();
      // The word completion has no probabilities.
      const bits = measure?.('i') ?? 0;
      model.restore(state);
      assert.ok(Math.abs(model.learn('i') - bits) < 1e-6);
      assert.ok(measure === undefined || bits > 0);
    });

    if (components.some((id) => id === 'contextMixing' || id === 'wordCompletion')) {
      it('predicts what it has learned from the workspace', () => {
        const { model } = trainedOnOther.combine(components);
        model.begin('b');
        model.read('co');
        assert.equal(model.predict(1)[0]?.character, 't');
      });
    }
  });
}

for (const { id, workspaceLimit } of mixerComponents) {
  describe(`component ${id}`, () => {
    const opened = () => {
      runToEnd(models.loadPretrainedNetwork());
      const { adaptive } = runToEnd(models.openWorkspaceNetwork(checkpoint));
      const mixing = models.openContextMixing(0);
      const bytes = id === 'workspaceNetwork' ? mixing.bytes.with(id, adaptive) : mixing.bytes;
      const component = bytes.components.get(id)!;
      const learn = (text: string) => mixing.learn({ path: 'a', text, at: 0, end: text.length });
      const read = (text: string) => encoder.encode(text).forEach((byte) => component.read(byte));
      return { component, learn, read };
    };
    /** Bits for a text in a new document. */
    const bitsOf = ({ component, read }: ReturnType<typeof opened>, text: string): number => {
      component.begin();
      let bits = 0;
      for (const character of text) {
        bits -= Math.log2(component.predict()![character.charCodeAt(0)]!);
        read(character);
      }
      return bits;
    };

    it('predicts a distribution', () => {
      const { component, read } = opened();
      component.begin();
      read('the ');
      const distribution = component.predict()!;
      assert.ok(Math.abs(distribution.reduce((sum, share) => sum + share, 0) - 1) < 1e-4);
      assert.ok(distribution.every((share) => share >= 0));
    });

    it('returns to a saved state', () => {
      const { component, read } = opened();
      component.begin();
      read('the riv');
      const expected = component.predict()!.slice();
      const state = component.save();
      read('co\n');
      component.restore(state);
      assert.deepEqual(component.predict(), expected);
    });

    // The networks are trained before.
    if (workspaceLimit === Infinity) {
      it('learns the workspace, and returns to a snapshot', () => {
        const used = opened();
        const text = 'qzxjq zzyx\n'.repeat(20);
        const [before, snapshot] = [bitsOf(used, text), used.component.snapshot()];
        used.learn(text);
        assert.ok(bitsOf(used, text) < 0.5 * before);
        used.component.loadSnapshot(snapshot);
        assert.ok(Math.abs(bitsOf(used, text) - before) < 1e-6 * before);
      });
    }
  });
}
