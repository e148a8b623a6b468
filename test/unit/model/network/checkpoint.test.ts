import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cells, type Cell } from '../../../../src/engine/cells.ts';
import { parameterCount, tensorTable } from '../../../../src/engine/modelShape.ts';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '../../../../src/model/network/checkpoint.ts';
import { fnv1a } from '../../../../src/model/network/fnv1a.ts';
import { decodePytorch } from '../../../../src/model/network/pytorchFormat.ts';
import { decodeTensors, encodeTensors, type Tensor } from '../../../../src/model/network/safetensors.ts';
import { charactersOf, vocabularyOf } from '../../../../src/model/network/vocabulary.ts';

function checkpoint(cell: Cell): Checkpoint {
  const vocabulary = vocabularyOf('\n abc猫😀');
  const shape = { cell, hiddenSize: 5, vocabulary: vocabulary.size };
  const ramp = (scale: number) => Float32Array.from({ length: parameterCount(shape) }, (_, index) => index * scale);
  return {
    shape,
    vocabulary,
    parameters: ramp(0.5),
    optimizer: { steps: 7, first: ramp(0.25), second: ramp(2) },
    progress: { steps: 7, characters: 1234, elapsedMs: 56.5, bitsPerChar: 2.5 },
  };
}

describe('checkpoint', () => {
  for (const cell of cells) {
    it(`gives back a ${cell} model, its vocabulary, optimizer and progress`, () => {
      const { vocabulary, ...expected } = checkpoint(cell);
      const { vocabulary: decoded, ...rest } = decodeCheckpoint(encodeCheckpoint(checkpoint(cell)));
      assert.deepEqual(rest, expected);
      assert.equal(charactersOf(decoded), charactersOf(vocabulary));
    });
  }

  it('has a third of the size without the optimizer, and can still be decoded', () => {
    const optimizer = { steps: 0, first: new Float32Array(0), second: new Float32Array(0) };
    const bytes = encodeCheckpoint({ ...checkpoint('gru'), optimizer });
    assert.equal(decodeCheckpoint(bytes).optimizer.first.length, 0);
    assert.ok(bytes.length < encodeCheckpoint(checkpoint('gru')).length * 0.6);
  });

  it('preserves that it was never evaluated', () => {
    const never = {
      ...checkpoint('tanh'),
      progress: { steps: 0, characters: 0, elapsedMs: 0, bitsPerChar: undefined },
    };
    assert.deepEqual(decodeCheckpoint(encodeCheckpoint(never)).progress, never.progress);
  });

  it('rejects any changed byte', () => {
    const bytes = encodeCheckpoint(checkpoint('tanh'));
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x11;
      let decoded;
      try {
        decoded = decodeCheckpoint(damaged);
      } catch (error) {
        assert.ok(error instanceof Error);
      }
      // Padding and the names of metadata that we do not read may change without harm.
      if (decoded) assert.deepEqual(decoded.parameters, checkpoint('tanh').parameters);
    }
  });

  for (const weight of [NaN, Infinity, 1e38, -2e4]) {
    it(`does not load a weight of ${weight}, although the checksum is right`, () => {
      const bad = checkpoint('gru');
      bad.parameters[3] = weight;
      assert.throws(() => decodeCheckpoint(encodeCheckpoint(bad)), /weights are out of range/);
    });
  }

  it('does not load moments that are not numbers', () => {
    const bad = checkpoint('gru');
    bad.optimizer.second[3] = NaN;
    assert.throws(() => decodeCheckpoint(encodeCheckpoint(bad)), /optimizer state is not finite/);
  });

  it('has the tensors of PyTorch, also of the optimizer', () => {
    const { metadata, tensors } = decodeTensors(encodeCheckpoint(checkpoint('lstm')));
    assert.deepEqual([metadata['format'], metadata['cell']], ['pt', 'lstm']);
    assert.equal(metadata['characters'], charactersOf(checkpoint('lstm').vocabulary));
    const names = tensors.map(({ name }) => name);
    assert.ok(names.includes('rnn.weight_ih_l0') && names.includes('optimizer.exp_avg.rnn.bias_hh_l0'), String(names));
    const { parameters, optimizer } = decodePytorch(encodeCheckpoint(checkpoint('lstm'))).checkpoint;
    assert.deepEqual(parameters, checkpoint('lstm').parameters);
    assert.deepEqual(optimizer, checkpoint('lstm').optimizer);
  });

  it('preserves the sign of zero', () => {
    const signed = checkpoint('gru');
    signed.parameters.fill(-0);
    assert.ok(decodeCheckpoint(encodeCheckpoint(signed)).parameters.every((value) => Object.is(value, -0)));
  });

  /** Earlier versions had the tensors of the engine. */
  function earlier(version: string, checksumOf: (header: string, tensors: readonly Tensor[]) => string): Uint8Array {
    const { shape, parameters, optimizer } = checkpoint('gru');
    const named = (prefix: string, flat: Float32Array): Tensor[] =>
      tensorTable(shape).map(({ name, shape: dimensions, offset, length }) => ({
        ...{ name: prefix + name, shape: dimensions, values: flat.slice(offset, offset + length) },
      }));
    const tensors = [
      ...named('', parameters),
      ...named('adam.first.', optimizer.first),
      ...named('adam.second.', optimizer.second),
    ];
    const header = decodeTensors(encodeCheckpoint(checkpoint('gru'))).metadata['header']!;
    const metadata = { format: 'hidden-state', version, header, checksum: checksumOf(header, tensors) };
    return encodeTensors({ metadata, tensors });
  }

  function assertConverted(bytes: Uint8Array): void {
    const { parameters, optimizer } = decodeCheckpoint(bytes);
    assert.deepEqual(parameters, checkpoint('gru').parameters);
    assert.deepEqual(optimizer, checkpoint('gru').optimizer);
  }

  it('loads a checkpoint of the second version, which has the tensors of the engine', () => {
    const checksumOf = (header: string, tensors: readonly Tensor[]): string => {
      const hash = createHash('sha256').update(header);
      for (const { values } of tensors) hash.update(new Uint8Array(values.buffer));
      return hash.digest('hex');
    };
    assertConverted(earlier('2', checksumOf));
    assert.throws(() => decodeCheckpoint(earlier('2', () => '0')), /damaged/);
  });

  it('loads a checkpoint of the first version, which also has another checksum', () => {
    const checksumOf = (header: string, tensors: readonly Tensor[]): string => {
      const hashes = tensors.map(({ values }) => fnv1a(new Uint8Array(values.buffer)));
      return fnv1a(new TextEncoder().encode(JSON.stringify([header, hashes]))).toString(16);
    };
    assertConverted(earlier('1', checksumOf));
    assert.throws(() => decodeCheckpoint(earlier('1', () => '0')), /damaged/);
  });
});
