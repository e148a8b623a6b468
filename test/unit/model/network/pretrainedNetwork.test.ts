import assert from 'node:assert/strict';
import { referenceEngine } from '../../../../src/engine/referenceEngine.ts';
import { createByteNetwork, type ByteNetwork } from '../../../../src/model/network/byteNetwork.ts';
import { decodeCheckpoint } from '../../../../src/model/network/checkpoint.ts';
import { shareNetwork } from '../../../../src/model/network/pretrainedNetwork.ts';
import { checkpointOf } from '../../predictor/tinyModel.ts';

function openNetwork(): ByteNetwork {
  const { shape, vocabulary, parameters } = decodeCheckpoint(checkpointOf('abcdefg hi.\n'));
  const reader = referenceEngine.reader(shape);
  reader.writeParameters(parameters);
  return createByteNetwork(reader, vocabulary);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a shared network', () => {
  it('predicts for each reader what a network of its own predicts, whatever the others read', () => {
    const open = shareNetwork(openNetwork());
    const [shared, own] = [
      [open(), open()],
      [openNetwork(), openNetwork()],
    ] as const;
    const documents = [bytesOf('abcd'), bytesOf('g hi')];
    for (const networks of [shared, own]) for (const network of networks) network.begin();
    for (let at = 0; at < 4; at++) {
      documents.forEach((document, index) => {
        shared[index]!.read(document[at]!);
        own[index]!.read(document[at]!);
      });
      for (const index of [0, 1] as const) {
        assert.deepEqual(Array.from(shared[index].predict()), Array.from(own[index].predict()));
      }
    }
    const saved = shared[0].save();
    shared[1].begin();
    shared[0].begin();
    shared[0].restore(saved);
    assert.deepEqual(Array.from(shared[0].predict()), Array.from(own[0].predict()));
  });
});
