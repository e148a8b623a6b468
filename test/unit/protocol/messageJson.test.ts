import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeMessage, encodeMessage } from '../../../src/protocol/messageJson.ts';

const again = (value: unknown): unknown => decodeMessage(encodeMessage(value));

describe('messages as JSON', () => {
  it('keep typed arrays of all kinds, with their type', () => {
    const arrays = [
      ...[new Float32Array([1.5, NaN, Infinity, -0]), new Float64Array([0.1]), new Int8Array([-4, 4])],
      ...[new Uint16Array([65_535]), new Uint8Array(), new Int32Array([-1, 2 ** 31 - 1])],
    ];
    for (const array of arrays) assert.deepEqual(again({ inside: [array] }), { inside: [array] });
  });

  it('keep a part of a buffer without the rest of it', () => {
    assert.deepEqual(again(new Float32Array([1, 2, 3, 4]).subarray(1, 3)), new Float32Array([2, 3]));
  });

  it('keep long arrays', () => {
    const long = Float32Array.from({ length: 100_000 }, (_, index) => index / 3);
    assert.deepEqual(again(long), long);
  });

  it('keep numbers that JSON does not know', () => {
    assert.deepEqual(again({ values: [NaN, Infinity, -Infinity, 1] }), { values: [NaN, Infinity, -Infinity, 1] });
  });

  it('keep everything else as JSON does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => assert.deepEqual(again(value), JSON.parse(JSON.stringify(value)))),
    );
  });

  it('have no line end, which would end an event of the stream', () => {
    assert.doesNotMatch(encodeMessage({ text: 'a\nb\r\n\u2028' }), /[\r\n]/);
  });
});
