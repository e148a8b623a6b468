// Files whose checksums are right, but whose content another program has chosen. A parser returns a value or throws an `Error` that says
// what is wrong: no other error, and no memory for what a header only claims.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { decodeCheckpoint, encodeCheckpoint } from '../../../../src/model/network/checkpoint.ts';
import { fnv1a } from '../../../../src/model/network/fnv1a.ts';
import { decodeInt8Network } from '../../../../src/model/network/int8Network.ts';
import { decodeTensors, encodeTensors, type Tensor } from '../../../../src/model/network/safetensors.ts';
import { runToEnd } from '../../../../src/model/work.ts';
import { parameterCount } from '../../../../src/engine/modelShape.ts';
import { vocabularyOf } from '../../../../src/model/network/vocabulary.ts';
import { noMoments } from './networkFiles.ts';

const sizes = fc.constantFrom<unknown>(0, 1, 2, 4, 5, 255, 4096, 65_536, 2 ** 31, 2 ** 53, -1, 1.5, 1e308, '4', null);
const cell = fc.constantFrom<unknown>('tanh', 'lstm', 'gru', '__proto__', 'constructor', 3);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constant('ab'), fc.constant('abc'));
const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), sizes);

/** A value, or the plain error of a parser. */
function parses(parse: () => unknown): void {
  try {
    parse();
  } catch (error) {
    assert.ok(error instanceof Error && error.constructor === Error, String(error));
  }
}

const encoder = new TextEncoder();
const word = (value: number): Uint8Array => new Uint8Array(Uint32Array.of(value).buffer);
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

describe('hostile files with right checksums', () => {
  it('are checkpoints or not, whatever the header claims', () => {
    const vocabulary = vocabularyOf('abc');
    const shape = { cell: 'gru', hiddenSize: 4, vocabulary: vocabulary.size } as const;
    const parameters = new Float32Array(parameterCount(shape));
    const progress = { steps: 1, characters: 1, elapsedMs: 1, bitsPerChar: 2 };
    const { metadata, tensors } = decodeTensors(
      encodeCheckpoint({ shape, vocabulary, parameters, optimizer: noMoments, progress }),
    );
    const valid = Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== 'checksum'));
    const fileOf = (changes: Readonly<Record<string, string>>, some: readonly Tensor[]): Uint8Array => {
      const all = { ...valid, ...changes };
      const names = some.map(({ name, shape }) => [name, shape]);
      const hash = createHash('sha256').update(JSON.stringify([Object.entries(all).sort(), names]));
      for (const { values } of some) hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      return encodeTensors({ metadata: { ...all, checksum: hash.digest('hex') }, tensors: some });
    };
    decodeCheckpoint(fileOf({}, tensors));
    const json = anything.map((value) => JSON.stringify(value));
    const card = fc
      .record({ steps: anything, elapsedMs: anything, bitsPerChar: anything, settings: anything }, { requiredKeys: [] })
      .map((changes) => JSON.stringify({ ...progress, ...changes }));
    const changes = fc.record(
      {
        cell: fc.oneof(cell.map(String), fc.string()),
        characters: text,
        card: fc.oneof(card, json, fc.string()),
        resume: json,
      },
      { requiredKeys: [] },
    );
    const shapes = fc.oneof(fc.array(sizes, { maxLength: 3 }), fc.constant(undefined));
    fc.assert(
      fc.property(changes, fc.nat(tensors.length), fc.nat(tensors.length), shapes, (changes, left, at, sides) => {
        const some = tensors.map((tensor, index) =>
          index === at && sides ? { ...tensor, shape: sides as number[] } : tensor,
        );
        parses(() => decodeCheckpoint(fileOf(changes, some.slice(0, left === 0 ? undefined : left))));
      }),
      { numRuns: 1000 },
    );
    const [input, ...others] = tensors as [Tensor, ...Tensor[]];
    const huge = fileOf({}, [{ ...input, shape: [12, 65_536] }, ...others]);
    assert.throws(() => decodeCheckpoint(huge), /is not where its header says/);
    assert.throws(() => decodeCheckpoint(fileOf({ card: '{' }, tensors)), { message: 'its model card is not JSON' });
  });

  it('are int8 networks or not, whatever the header claims', () => {
    const file = (header: Uint8Array, length: number, body: Uint8Array): Uint8Array => {
      const rest = joined(word(length), header, body);
      return joined(encoder.encode('hidden-state network\0'), word(fnv1a(rest)), rest);
    };
    const header = fc
      .oneof(anything, fc.record({ cell, hidden: sizes, characters: text }))
      .map((value) => encoder.encode(JSON.stringify(value)));
    const lengths = fc.oneof(fc.constant(undefined), fc.nat(), fc.constant(0xffffffff));
    fc.assert(
      fc.property(header, lengths, fc.uint8Array({ maxLength: 400 }), (header, length, body) =>
        parses(() => runToEnd(decodeInt8Network(file(header, length ?? header.length, body)))),
      ),
      { numRuns: 1000 },
    );
  });

  it('are safetensors or not, whatever the header claims', () => {
    const tensor = fc.record(
      {
        dtype: fc.constantFrom<unknown>('F32', 'BF16', 'F16', 'I64', 1),
        shape: fc.oneof(fc.array(sizes, { maxLength: 4 }), anything),
        data_offsets: fc.oneof(fc.array(sizes, { maxLength: 3 }), anything),
      },
      { requiredKeys: [] },
    );
    const names = fc.oneof(fc.string(), fc.constantFrom('__metadata__', '__proto__', 'a'));
    const header = fc.oneof(anything, fc.dictionary(names, fc.oneof(tensor, anything), { maxKeys: 4 }));
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 64 }), (header, data) => {
        const json = encoder.encode(JSON.stringify(header));
        parses(() => decodeTensors(joined(word(json.length), word(0), json, data)));
      }),
      { numRuns: 2000 },
    );
  });
});
