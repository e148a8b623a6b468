import assert from 'node:assert/strict';
import { freeBytes } from '../../../src/model/freeBytes.ts';

describe('freeing an array', () => {
  it('frees its buffer at once', () => {
    const bytes = new Uint8Array(1000);
    freeBytes(bytes);
    assert.equal(bytes.length, 0);
  });

  it('does nothing the second time, nor to an empty array', () => {
    const numbers = new Float32Array(100);
    const empty = new Float32Array();
    for (const array of [numbers, numbers, empty, empty]) freeBytes(array);
    assert.equal(numbers.length, 0);
  });

  it('leaves a buffer alone that other arrays may use', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(10));
    const part = new Uint8Array(10).subarray(1);
    for (const bytes of [shared, part]) freeBytes(bytes);
    assert.deepEqual([shared.length, part.length], [10, 9]);
  });
});
