import assert from 'node:assert/strict';
import fc from 'fast-check';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { parameterCount } from '../../../../src/engine/modelShape.ts';
import { referenceEngine } from '../../../../src/engine/referenceEngine.ts';
import { createByteNetwork, exponential } from '../../../../src/model/network/byteNetwork.ts';
import { unknownId, vocabularyOf } from '../../../../src/model/network/vocabulary.ts';

const vocabulary = vocabularyOf('ab \n(éèа中丮😀😁');
const encoder = new TextEncoder();

/** A network with random weights: every character has some probability, and all depends on what was read. */
function networkAndReader() {
  const shape = { cell: 'gru', hiddenSize: 8, vocabulary: vocabulary.size } as const;
  const random = xoroshiro128plus(3);
  const parameters = Float32Array.from({ length: parameterCount(shape) }, () => 2 * uniformFloat64(random) - 1);
  const open = () => {
    const reader = referenceEngine.reader(shape);
    reader.writeParameters(parameters);
    return reader;
  };
  const network = createByteNetwork(open(), vocabulary);
  network.begin();
  return { network, reader: open() };
}

/** Natural log of the probability that the network gives to these bytes, read one by one. */
function spell(network: ReturnType<typeof createByteNetwork>, bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum += Math.log(network.predict()[byte]!);
    network.read(byte);
  }
  return sum;
}

describe('byte network', () => {
  it('gives the bytes of a character the product that the network gives the character', () => {
    const { network, reader } = networkAndReader();
    reader.feed(unknownId);
    for (const character of 'a é中b😀😁丮\n(а') {
      const id = vocabulary.idOf(character.codePointAt(0)!);
      const expected = reader.logProbabilities()[id]!;
      assert.ok(Math.abs(spell(network, encoder.encode(character)) - expected) < 1e-4, character);
      reader.feed(id);
    }
  });

  it('distributes the unknown probability evenly over all other characters', () => {
    const { network, reader } = networkAndReader();
    reader.feed(unknownId);
    const expected = reader.logProbabilities()[unknownId]! - vocabulary.unknownBits * Math.LN2;
    for (const character of 'zß文😂') {
      const state = network.save();
      assert.ok(Math.abs(spell(network, encoder.encode(character)) - expected) < 1e-3, character);
      network.restore(state);
    }
  });

  it('reads characters that are not in the vocabulary as unknown', () => {
    const { network, reader } = networkAndReader();
    spell(network, encoder.encode('aß'));
    [unknownId, vocabulary.idOf(97), unknownId].forEach((id) => reader.feed(id));
    assert.deepEqual(network.save().recurrent, reader.state);
  });

  it('has the sum 1 after any bytes', () => {
    const { network } = networkAndReader();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 6 }), (text) => {
        for (const byte of encoder.encode(text)) {
          const total = network.predict().reduce((sum, probability) => sum + probability, 0);
          assert.ok(Math.abs(total - 1) < 1e-4, `${total}`);
          network.read(byte);
        }
      }),
    );
  });

  it('restores a saved state, even inside a character', () => {
    const { network } = networkAndReader();
    spell(network, encoder.encode('ab').slice(0, 1));
    network.read(0xe4);
    const state = network.save();
    const before = network.predict().slice();
    spell(network, Uint8Array.of(0xb8, 0xad, 97));
    network.restore(state);
    assert.deepEqual(network.predict(), before);
  });
});

describe('exponential', () => {
  it('is within 1e-8 of Math.exp', () => {
    let largest = 0;
    fc.assert(
      fc.property(fc.double({ min: -170, max: 0, noNaN: true }), (x) => {
        const difference = Math.abs(exponential(x) / Math.exp(x) - 1);
        largest = Math.max(largest, difference);
        assert.ok(difference < 1e-8, `${difference} at ${x}`);
      }),
      { numRuns: 5000 },
    );
    console.log(`      largest relative difference ${largest.toExponential(1)}`);
  });

  it('equals Math.exp outside the range of log-probabilities', () => {
    for (const x of [-1e9, -Infinity, 3, Infinity, NaN]) assert.equal(exponential(x), Math.exp(x));
  });
});
