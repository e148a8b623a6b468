import assert from 'node:assert/strict';
import { cells } from '../../../../src/engine/cells.ts';
import { parameterCount } from '../../../../src/engine/modelShape.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../../src/model/network/checkpoint.ts';
import { decodeTensors, encodeTensors, type Tensor } from '../../../../src/model/network/safetensors.ts';
import { charactersOf } from '../../../../src/model/network/vocabulary.ts';
import { card, changed, checkpoint, withAdded, withHeader, withMetadata, withTensors } from './networkFiles.ts';

const replaced = (name: string, by: Partial<Tensor>): Uint8Array =>
  withTensors((tensor) => (tensor.name === name ? by : {}));

/** Two tensors, the second one at this position. */
function withSecond(position: [number, number], shape = [1]): Uint8Array {
  const first = { dtype: 'F32', shape: [1], data_offsets: [0, 4] };
  return withHeader({ a: first, b: { dtype: 'F32', shape, data_offsets: position } });
}

describe('checkpoint for PyTorch', () => {
  for (const cell of cells) {
    it(`gives back a ${cell} model, its vocabulary, progress and card`, () => {
      const { vocabulary, ...expected } = checkpoint(cell);
      const file = encodeCheckpoint({ ...checkpoint(cell), origin: card });
      const { vocabulary: same, ...rest } = decodeCheckpoint(file);
      assert.deepEqual(rest, { ...expected, origin: card });
      assert.equal(charactersOf(same), charactersOf(vocabulary));
      assert.deepEqual(JSON.parse(decodeTensors(file).metadata['card']!), {
        ...card,
        steps: 7,
        characters: 1234,
        textCharacters: 500,
        elapsedMs: 56_500,
        bitsPerChar: 2.5,
        settings: { seed: 3, streams: 64, cell },
      });
    });
  }

  for (const cell of cells) {
    it(`gives back a ${cell} model with three layers`, () => {
      const { vocabulary, ...expected } = checkpoint(cell, 3);
      const { vocabulary: same, ...rest } = decodeCheckpoint(encodeCheckpoint(checkpoint(cell, 3)));
      assert.deepEqual(rest, expected);
      assert.equal(charactersOf(same), charactersOf(vocabulary));
    });

    it(`gives back the state of the optimizer (${cell})`, () => {
      const { parameters, ...rest } = checkpoint(cell);
      const optimizer = {
        steps: 77,
        first: parameters.map((_, index) => Math.sin(index)),
        second: parameters.map((_, index) => 1e-9 * (index + 1)),
      };
      const bytes = encodeCheckpoint({ ...rest, parameters, optimizer });
      const { tensors } = decodeTensors(bytes);
      const moments = tensors.map(({ name }) => name).filter((name) => name.startsWith('optimizer.'));
      assert.equal(moments.length, 13);
      assert.ok(moments.includes('optimizer.exp_avg.rnn.weight_ih_l0'));
      assert.ok(moments.includes('optimizer.exp_avg_sq.output.bias'));
      assert.deepEqual(decodeCheckpoint(bytes).optimizer, optimizer);
    });
  }

  it('uses the names and shapes of PyTorch', () => {
    const { tensors, metadata } = decodeTensors(encodeCheckpoint({ ...checkpoint('lstm'), origin: card }));
    assert.deepEqual(Object.fromEntries(tensors.map(({ name, shape }) => [name, shape])), {
      'rnn.weight_ih_l0': [20, 8],
      'rnn.weight_hh_l0': [20, 5],
      'rnn.bias_ih_l0': [20],
      'rnn.bias_hh_l0': [20],
      'output.weight': [8, 5],
      'output.bias': [8],
    });
    assert.equal(metadata['format'], 'pt');
  });

  it('adds the second bias to the first, except for the candidate of the GRU', () => {
    const ones = new Float32Array(15).fill(1);
    const { parameters } = decodeCheckpoint(replaced('rnn.bias_hh_l0', { values: ones }));
    const expected = checkpoint('gru').parameters;
    const bias = 8 * 15 + 5 * 15;
    for (let at = 0; at < 15; at++) {
      assert.equal(parameters[bias + at], Math.fround(expected[bias + at]! + (at < 10 ? 1 : 0)));
    }
    assert.deepEqual(parameters.slice(bias + 15, bias + 20), ones.slice(0, 5));
  });

  it('reads ids in another order, and a file without a card', () => {
    const read = decodeCheckpoint(
      changed((file) => {
        delete file.metadata['card'];
        file.metadata['characters'] = 'cba\n 猫😀';
      }),
    );
    assert.deepEqual([read.origin, read.training], [undefined, undefined]);
    assert.deepEqual(read.progress, { steps: 0, characters: 0, elapsedMs: 0, bitsPerChar: undefined });
    assert.equal(charactersOf(read.vocabulary), '\n abc猫😀');
    const { parameters } = checkpoint('gru');
    // Their id 1 is c, our id 5.
    assert.deepEqual(read.parameters.slice(5 * 15, 6 * 15), parameters.slice(15, 2 * 15));
    const outputBias = parameterCount(read.shape) - 8;
    assert.equal(read.parameters[outputBias + 5], parameters[outputBias + 1]);
  });

  it('reads tensors whose names are in another order than the data', () => {
    const bytes = encodeCheckpoint({ ...checkpoint('tanh'), origin: card });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as object;
    const reversed = Object.fromEntries(Object.entries(header).reverse());
    const file = withHeader(reversed, bytes.slice(8 + length));
    assert.deepEqual(decodeCheckpoint(file).parameters, checkpoint('tanh').parameters);
  });

  for (const [what, bytes, message] of [
    [
      'a text file',
      new TextEncoder().encode('hello, this is not a model'),
      /no safetensors file, or a part of it is missing/,
    ],
    ['an empty file', new Uint8Array(0), /too short/],
    ['a header of 2 GB', withHeader({}, undefined, 2 ** 31), /no safetensors file, or a part of it is missing/],
    ['a header of 2^63 bytes', withHeader({}, undefined, 2 ** 63), /no safetensors file, or a part of it is missing/],
    ['overlapping tensors', withSecond([2, 6]), /tensor "b" is not where its header says/],
    ['tensors outside the file', withSecond([4, 800]), /tensor "b" is not where/],
    ['a shape whose product overflows', withSecond([4, 8], [2 ** 32, 2 ** 32]), /tensor "b" is not where/],
    ['a truncated file', encodeCheckpoint({ ...checkpoint('gru'), origin: card }).slice(0, -1), /is not where|take/],
    ['no tensors', encodeTensors({ metadata: {}, tensors: [] }), /rnn\.weight_ih_l0 is missing/],
    ['an unknown tensor', withAdded('x\u001b'), /"x\\u\{1b\}" is not one of/],
    ['a part of a second layer', withAdded('rnn.weight_ih_l1'), /rnn\.weight_hh_l1 is missing/],
    ['four layers', withAdded('rnn.weight_ih_l1', 'rnn.weight_ih_l2', 'rnn.weight_ih_l3'), /4 layers; at most 3/],
    [
      'a part of an optimizer state',
      withAdded('optimizer.exp_avg.rnn.weight_ih_l0'),
      /optimizer\.exp_avg\.rnn\.weight_hh_l0 is missing/,
    ],
    [
      'a second layer of another size',
      changed(({ tensors }) => {
        for (const { name, ...tensor } of tensors.slice(0, 4))
          tensors.push({ ...tensor, name: name.replace('l0', 'l1') });
      }),
      /rnn\.weight_ih_l1 has the shape \[15, 8\], not \[15, 5\]/,
    ],
    ['a bidirectional network', withAdded('rnn.weight_ih_l0_reverse'), /bidirectional/],
    ['a cell that contradicts its shapes', withMetadata({ cell: 'lstm' }), /its shapes are those of gru/],
    ['no vocabulary', changed((file) => delete file.metadata['characters']), /has no `characters`/],
    ['too few characters', withMetadata({ characters: 'abc' }), /3 characters for 8 ids/],
    ['a repeated character', withMetadata({ characters: 'aabcdef' }), /a character twice/],
    ['half a surrogate pair', withMetadata({ characters: 'abcdef\ud800' }), /half of a surrogate pair/],
    ['a card that is not JSON', withMetadata({ card: '{' }), /card is not JSON/],
    ['a card with impossible values', withMetadata({ card: '{"steps":-1}' }), /card is wrong/],
    ['a weight that is NaN', replaced('output.bias', { values: new Float32Array(8).fill(NaN) }), /not finite/],
    ['an infinite weight', replaced('output.bias', { values: new Float32Array(8).fill(Infinity) }), /not finite/],
    ['a huge weight', replaced('output.bias', { values: new Float32Array(8).fill(1e9) }), /weights are below/],
    ['a wrong shape', replaced('output.weight', { shape: [5, 8] }), /\[5, 8\], not \[8, 5\]/],
    ['a flat weight', replaced('rnn.weight_hh_l0', { shape: [75] }), /do not fit each other/],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => decodeCheckpoint(bytes),
        (error: Error) => !(error instanceof RangeError) && message.test(error.message),
      );
    });
  }

  it('refuses a network that is too large to suggest', () => {
    const wide = (H: number, V: number): Uint8Array => {
      const zeros = (name: string, ...shape: number[]): Tensor => {
        return { name, shape, values: new Float32Array(shape.reduce((product, side) => product * side, 1)) };
      };
      const tensors = [
        ...[zeros('rnn.weight_ih_l0', H, V), zeros('rnn.weight_hh_l0', H, H), zeros('rnn.bias_ih_l0', H)],
        ...[zeros('rnn.bias_hh_l0', H), zeros('output.weight', V, H), zeros('output.bias', V)],
      ];
      return encodeTensors({ metadata: {}, tensors });
    };
    assert.throws(() => decodeCheckpoint(wide(1025, 3)), /1025 hidden units; at most 1024/);
    assert.throws(() => decodeCheckpoint(wide(2, 3000)), /3000 characters, not 2 to 2048/);
  });
});
