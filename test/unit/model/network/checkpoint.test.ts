import assert from 'node:assert/strict';
import { cells, type Cell } from '../../../../src/engine/cells.ts';
import {
  decodeCheckpoint,
  encodeCheckpoint,
  withoutResume,
  type Checkpoint,
} from '../../../../src/model/network/checkpoint.ts';
import { decodeTensors, encodeTensors } from '../../../../src/model/network/safetensors.ts';
import { charactersOf } from '../../../../src/model/network/vocabulary.ts';
import { checkpoint as networkOf, noMoments } from './networkFiles.ts';

/** A network with the moments of a training. */
function checkpoint(cell: Cell): Checkpoint {
  const network = networkOf(cell);
  const ramp = (scale: number) => network.parameters.map((_, index) => index * scale);
  return { ...network, parameters: ramp(0.5), optimizer: { steps: 7, first: ramp(0.25), second: ramp(2) } };
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
    const bytes = encodeCheckpoint({ ...checkpoint('gru'), optimizer: noMoments });
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
      assert.throws(() => decodeCheckpoint(encodeCheckpoint(bad)), /not finite|weights are below/);
    });
  }

  it('does not load moments that are not numbers', () => {
    const bad = checkpoint('gru');
    bad.optimizer.second[3] = NaN;
    assert.throws(() => decodeCheckpoint(encodeCheckpoint(bad)), /optimizer\.exp_avg_sq\..*not finite/);
  });

  it('has the tensors of PyTorch, also of the optimizer', () => {
    const { metadata, tensors } = decodeTensors(encodeCheckpoint(checkpoint('lstm')));
    assert.deepEqual([metadata['format'], metadata['cell']], ['pt', 'lstm']);
    assert.equal(metadata['characters'], charactersOf(checkpoint('lstm').vocabulary));
    const names = tensors.map(({ name }) => name);
    assert.ok(names.includes('rnn.weight_ih_l0') && names.includes('optimizer.exp_avg.rnn.bias_hh_l0'), String(names));
  });

  it('preserves the sign of zero', () => {
    const signed = checkpoint('gru');
    signed.parameters.fill(-0);
    assert.ok(decodeCheckpoint(encodeCheckpoint(signed)).parameters.every((value) => Object.is(value, -0)));
  });

  it('has the values of a training that is to continue, and covers them by the checksum', () => {
    const resume = {
      values: '{"a":1}',
      tensors: [{ name: 'hiddenStates', shape: [2], values: Float32Array.of(1, 2) }],
    };
    const bytes = encodeCheckpoint({ ...checkpoint('gru'), resume });
    assert.deepEqual(decodeCheckpoint(bytes).resume, resume);
    assert.equal(withoutResume(decodeCheckpoint(bytes)).resume, undefined);
    const file = decodeTensors(bytes);
    const other = encodeTensors({ ...file, metadata: { ...file.metadata, resume: '{"a":2}' } });
    assert.throws(() => decodeCheckpoint(other), /checksum is wrong/);
  });

  it('is read whatever the order of its metadata is', () => {
    const { metadata, tensors } = decodeTensors(encodeCheckpoint(checkpoint('gru')));
    const reversed = Object.fromEntries(Object.entries(metadata).reverse());
    assert.deepEqual(
      decodeCheckpoint(encodeTensors({ metadata: reversed, tensors })).progress,
      checkpoint('gru').progress,
    );
  });

  it('rejects a file of another version', () => {
    const { metadata, tensors } = decodeTensors(encodeCheckpoint(checkpoint('gru')));
    const later = encodeTensors({ metadata: { ...metadata, version: '2' }, tensors });
    assert.throws(() => decodeCheckpoint(later), /its version is "2", not 1/);
  });
});
