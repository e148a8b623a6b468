import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeTensors, encodeTensors, type TensorFile } from '../../../../src/model/network/safetensors.ts';

const tensor = fc.array(fc.float(), { maxLength: 20 }).chain((values) =>
  fc.record(
    {
      name: fc.string({ minLength: 1 }).filter((name) => !name.startsWith('__')),
      shape: fc.constant([values.length]),
      values: fc.constant(Float32Array.from(values)),
    },
    { noNullPrototype: true },
  ),
);
const file: fc.Arbitrary<TensorFile> = fc.record(
  {
    metadata: fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      fc.string(),
      { noNullPrototype: true },
    ),
    tensors: fc.uniqueArray(tensor, { selector: ({ name }) => name, maxLength: 5 }).map((tensors) =>
      // JSON objects list integer-like names first; real names are words.
      tensors.map((each, index) => ({ ...each, name: `t${index}${each.name}` })),
    ),
  },
  { noNullPrototype: true },
);

describe('safetensors', () => {
  it('decodes what it encoded', () => {
    fc.assert(fc.property(file, (original) => assert.deepEqual(decodeTensors(encodeTensors(original)), original)));
  });

  it('reads a Node buffer inside a larger one', () => {
    const tensors = [1, 2].map((value) => ({ name: `t${value}`, shape: [1], values: Float32Array.of(value) }));
    const bytes = encodeTensors({ metadata: {}, tensors });
    const inside = Buffer.concat([Buffer.alloc(3), bytes, Buffer.alloc(5)]).subarray(3, 3 + bytes.length);
    assert.deepEqual(decodeTensors(inside).tensors, tensors);
  });

  it('copies no data of an aligned file', () => {
    const bytes = encodeTensors({ metadata: {}, tensors: [{ name: 'a', shape: [1], values: Float32Array.of(1) }] });
    assert.equal(decodeTensors(bytes).tensors[0]!.values.buffer, bytes.buffer);
  });

  it('starts its data at a multiple of eight bytes', () => {
    const bytes = encodeTensors({ metadata: {}, tensors: [{ name: 'a', shape: [1], values: Float32Array.of(1) }] });
    assert.equal((bytes.length - 4) % 8, 0);
  });

  it('rejects a file with more tensors or metadata than any model has', () => {
    const tensors = Array.from({ length: 1001 }, (_, n) => ({ name: `t${n}`, shape: [0], values: new Float32Array() }));
    assert.throws(() => decodeTensors(encodeTensors({ metadata: {}, tensors })), /header has more than 1000 names/);
    const metadata = Object.fromEntries(tensors.map(({ name }) => [name, '']));
    assert.throws(() => decodeTensors(encodeTensors({ metadata, tensors: [] })), /metadata has more than 1000 names/);
  });

  it('rejects metadata that is no text, as a checksum that would count as missing', () => {
    const metadata = { checksum: 7 } as unknown as Readonly<Record<string, string>>;
    assert.throws(() => decodeTensors(encodeTensors({ metadata, tensors: [] })), /value of "checksum" .* is no text/);
  });

  it('rejects a header of more than a megabyte, which takes long to read', () => {
    const bytes = encodeTensors({ metadata: { a: 'b'.repeat(2 ** 20) }, tensors: [] });
    assert.throws(() => decodeTensors(bytes), /no safetensors file, or a part of it is missing/);
  });

  it('rejects every truncated file with an Error', () => {
    const values = Float32Array.from({ length: 6 }, (_, index) => index);
    const bytes = encodeTensors({ metadata: { a: 'b' }, tensors: [{ name: 'w', shape: [2, 3], values }] });
    for (let length = 0; length < bytes.length; length++) {
      assert.throws(() => decodeTensors(bytes.subarray(0, length)), Error);
    }
  });

  it('returns a file or throws an Error for arbitrary bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          decodeTensors(bytes);
        } catch (error) {
          assert.ok(error instanceof Error && !(error instanceof RangeError), String(error));
        }
      }),
    );
  });

  it('returns a file or throws an Error for a file with a changed byte', () => {
    fc.assert(
      fc.property(file, fc.nat(), fc.integer({ min: 1, max: 255 }), (original, place, flip) => {
        const bytes = encodeTensors(original);
        bytes[place % bytes.length]! ^= flip;
        try {
          decodeTensors(bytes);
        } catch (error) {
          assert.ok(error instanceof Error && !(error instanceof RangeError), String(error));
        }
      }),
    );
  });
});
