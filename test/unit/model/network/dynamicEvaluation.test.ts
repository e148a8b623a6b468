import assert from 'node:assert/strict';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { parameterCount, type ModelShape } from '../../../../src/engine/modelShape.ts';
import { referenceEngine } from '../../../../src/engine/referenceEngine.ts';
import {
  createAdaptiveNetwork,
  defaultDynamicEvaluation,
  type AdaptiveNetwork,
} from '../../../../src/model/network/dynamicEvaluation.ts';
import { vocabularyOf } from '../../../../src/model/network/vocabulary.ts';

const vocabulary = vocabularyOf('abcdefgh \n');
const shape: ModelShape = { cell: 'gru', hiddenSize: 12, vocabulary: vocabulary.size };
const random = xoroshiro128plus(3);
const trained = Float32Array.from({ length: parameterCount(shape) }, () => uniformFloat64(random) - 0.5);
const encoder = new TextEncoder();
const text = 'abc dab gec\nfade head\n'.repeat(30);

function open(
  adaptation: typeof defaultDynamicEvaluation | undefined = { ...defaultDynamicEvaluation, learningRate: 0.05 },
) {
  const network = createAdaptiveNetwork(referenceEngine, { shape, vocabulary, parameters: trained }, adaptation);
  network.begin();
  return network;
}

/** Bits that the network needs for a text, which it learns as it passes if it may. */
function bits(network: AdaptiveNetwork, passage: string, learn = true): number {
  let sum = 0;
  for (const byte of encoder.encode(passage)) {
    sum -= Math.log2(network.predict()[byte]!);
    if (learn) network.learn(byte);
    else network.read(byte);
  }
  return sum;
}

describe('dynamic evaluation', () => {
  it('needs fewer bits for a text than fixed weights', () => {
    const without = createAdaptiveNetwork(referenceEngine, { shape, vocabulary, parameters: trained }, undefined);
    without.begin();
    const [learning, fixed] = [bits(open(), text), bits(without, text)];
    assert.ok(learning < 0.8 * fixed, `${learning} bits, not learning ${fixed}`);
  });

  it('starts each document with the trained weights', () => {
    const network = open();
    const first = bits(network, text);
    network.begin();
    assert.equal(bits(network, text), first);
  });

  it('undoes what it learned when it returns to an earlier state', () => {
    const network = open();
    bits(network, text.slice(0, 75));
    const place = network.save();
    const first = bits(network, text);
    network.restore(place);
    assert.ok(Math.abs(bits(network, text) - first) < 1e-3);
  });

  it('learns nothing from text that it only reads', () => {
    const network = open();
    bits(network, text);
    const place = network.save();
    bits(network, 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', false);
    assert.ok(network.save().adapted === place.adapted);
  });

  it('returns to the trained weights when a step diverges', () => {
    const network = open({ ...defaultDynamicEvaluation, learningRate: 1e30 });
    bits(network, text.slice(0, 70));
    assert.deepEqual(network.save().adapted?.weights, trained);
    assert.ok(network.predict().every((probability) => Number.isFinite(probability)));
  });
});
