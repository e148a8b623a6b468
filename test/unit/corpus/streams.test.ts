import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openStreams } from '../../../src/corpus/streams.ts';

const ring = (size: number) => Int32Array.from({ length: size }, (_, index) => index);

describe('streams', () => {
  it('read on where they stopped, each target the input after it, round and round', () => {
    const sizes = { size: fc.integer({ min: 1, max: 50 }), streams: fc.integer({ min: 1, max: 9 }) };
    fc.assert(
      fc.property(fc.record({ ...sizes, length: fc.integer({ min: 1, max: 12 }), seed: fc.nat() }), (given) => {
        const { size, streams, length, seed } = given;
        const text = openStreams(ring(size), streams, length, seed);
        const [inputs, targets] = [new Int32Array(length * streams), new Int32Array(length * streams)];
        let last: number[] | undefined;
        for (let step = 0; step < 3; step++) {
          text.fill(inputs, targets);
          for (let at = 0; at < inputs.length; at++) assert.equal(targets[at], (inputs[at]! + 1) % size);
          const first = [...inputs.subarray(0, streams)];
          if (last) assert.deepEqual(first, last);
          last = [...targets.subarray((length - 1) * streams)];
        }
      }),
    );
  });

  it('start evenly spread over the text', () => {
    const text = openStreams(ring(100), 4, 1, 7);
    const [inputs, targets] = [new Int32Array(4), new Int32Array(4)];
    text.fill(inputs, targets);
    const distances = [...inputs].map((place) => (place - inputs[0]! + 100) % 100);
    assert.deepEqual(distances, [0, 25, 50, 75]);
  });

  it('tell what stream 0 has just read', () => {
    const text = openStreams(ring(10), 1, 4, 1);
    const inputs = new Int32Array(4);
    text.fill(inputs, new Int32Array(4));
    assert.deepEqual(text.recent(4), inputs);
    assert.equal(text.recent(99).length, 10);
  });

  it('refuse a corpus without text', () => {
    assert.throws(() => openStreams(new Int32Array(0), 1, 1, 1), /no text/);
  });
});
