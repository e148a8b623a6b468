import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cells } from '../../../../src/engine/cells.ts';
import { parameterCount, tensorTable } from '../../../../src/engine/modelShape.ts';
import { decodeInt8Network, encodeInt8Network, type Int8Network } from '../../../../src/model/network/int8Network.ts';
import { charactersOf, vocabularyOf } from '../../../../src/model/network/vocabulary.ts';
import { runToEnd } from '../../../../src/model/work.ts';

const decoded = (bytes: Uint8Array) => runToEnd(decodeInt8Network(bytes));

const networks: fc.Arbitrary<Int8Network> = fc
  .record({
    cell: fc.constantFrom(...cells),
    hidden: fc.integer({ min: 1, max: 6 }),
    characters: fc.string({ unit: 'grapheme', maxLength: 12 }),
    spread: fc.constantFrom(0, 1e-3, 1, 1e6),
    seed: fc.integer(),
  })
  .map(({ cell, hidden, characters, spread, seed }) => {
    const vocabulary = vocabularyOf(characters);
    const shape = { cell, hiddenSize: hidden, vocabulary: vocabulary.size };
    const parameters = Float32Array.from(
      { length: parameterCount(shape) },
      (_, i) => spread * Math.sin(seed + i * i) * (i % 7 === 0 ? 3 : 0.1),
    );
    return { shape, vocabulary, parameters };
  });

describe('the int8 network format', () => {
  it('restores biases exactly and each weight to within half a step of its row or column', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const read = decoded(encodeInt8Network(network));
        assert.deepEqual(read.shape, network.shape);
        assert.equal(charactersOf(read.vocabulary), charactersOf(network.vocabulary));
        for (const { name, shape, offset, length } of tensorTable(network.shape)) {
          const columns = shape[1];
          const values = [...network.parameters.subarray(offset, offset + length)];
          values.forEach((value, at) => {
            const isOfSameScale = (other: number): boolean =>
              name === 'inputTable'
                ? Math.floor(other / columns!) === Math.floor(at / columns!)
                : other % columns! === at % columns!;
            const group = values.filter((_, other) => columns !== undefined && isOfSameScale(other));
            const tolerance = (Math.max(0, ...group.map(Math.abs)) / 127) * 0.5001;
            assert.ok(Math.abs(read.parameters[offset + at]! - value) <= tolerance);
          });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('encodes a decoded network to the same bytes', () => {
    fc.assert(
      fc.property(networks, (network) => {
        const bytes = encodeInt8Network(decoded(encodeInt8Network(network)));
        assert.deepEqual(encodeInt8Network(decoded(bytes)), bytes);
      }),
      { numRuns: 30 },
    );
  });

  it('rejects any changed or missing byte with a reason', () => {
    fc.assert(
      fc.property(networks, fc.nat(), fc.integer({ min: 1, max: 255 }), (network, position, change) => {
        const bytes = encodeInt8Network(network);
        const at = position % bytes.length;
        const damaged = bytes.slice();
        damaged[at]! ^= change;
        const reason = /^it is (?:not an int8 network|truncated)|^its (?:checksum|header|weights)/;
        assert.throws(() => decoded(damaged), { message: reason });
        assert.throws(() => decoded(bytes.subarray(0, at)), { message: reason });
      }),
    );
  });

  for (const value of [NaN, Infinity, -1e38]) {
    it(`rejects a weight or bias of ${value}, although the checksum is right`, () => {
      const vocabulary = vocabularyOf('ab');
      const shape = { cell: 'gru', hiddenSize: 3, vocabulary: vocabulary.size } as const;
      for (const { offset } of tensorTable(shape)) {
        const parameters = new Float32Array(parameterCount(shape));
        parameters[offset] = value;
        const bytes = encodeInt8Network({ shape, vocabulary, parameters });
        assert.throws(() => decoded(bytes), { message: 'its weights are out of range' });
      }
    });
  }

  it('yields while it decodes a large network', () => {
    const vocabulary = vocabularyOf('abcdefghijklmnop');
    const shape = { cell: 'gru', hiddenSize: 400, vocabulary: vocabulary.size } as const;
    const bytes = encodeInt8Network({
      shape,
      vocabulary,
      parameters: new Float32Array(parameterCount(shape)).fill(0.5),
    });
    assert.ok([...decodeInt8Network(bytes)].length > 4);
  });
});
