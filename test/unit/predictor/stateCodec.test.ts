import assert from 'node:assert/strict';
import { stateCodec } from '../../../src/predictor/stateCodec.ts';

const bytes = new TextEncoder().encode('the same again, '.repeat(1000));

describe('the compression of the learned state', () => {
  it('gives back what it compressed, also nothing', async () => {
    const compressed = await stateCodec.compress(bytes);
    assert.ok(compressed.length < bytes.length / 50);
    assert.deepEqual([...(await stateCodec.decompress(compressed, bytes.length))], [...bytes]);
    const empty = await stateCodec.compress(new Uint8Array());
    assert.equal((await stateCodec.decompress(empty, 0)).length, 0);
  });

  it('rejects a result that is longer or shorter than expected, and what it cannot read', async () => {
    const compressed = await stateCodec.compress(bytes);
    await assert.rejects(stateCodec.decompress(compressed, bytes.length - 1));
    await assert.rejects(stateCodec.decompress(compressed, bytes.length + 1));
    await assert.rejects(stateCodec.decompress(bytes, bytes.length));
  });

  it('hashes all parts, and where one ends', async () => {
    const hashOf = (...parts: number[][]) => stateCodec.hash(parts.map((part) => Uint8Array.from(part)));
    const hashes = await Promise.all([
      hashOf([1, 2], [3]),
      hashOf([1], [2, 3]),
      hashOf([1, 2, 3]),
      hashOf([1, 2], [4]),
    ]);
    assert.equal(new Set(hashes).size, 4);
    assert.equal(await hashOf([1, 2], [3]), hashes[0]);
  });
});
