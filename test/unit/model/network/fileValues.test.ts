import assert from 'node:assert/strict';
import fc from 'fast-check';
import { initialParameters } from '../../../../src/engine/initialize.ts';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '../../../../src/model/network/checkpoint.ts';
import { shown } from '../../../../src/model/network/fileValues.ts';
import { decodeTensors, encodeTensors, type Tensor } from '../../../../src/model/network/safetensors.ts';
import { vocabularyOf } from '../../../../src/model/network/vocabulary.ts';

const card = { date: '2026-11-26T00:00:00.000Z', writtenBy: 'a test' };

function checkpoint(): Checkpoint {
  const vocabulary = vocabularyOf('abc');
  const shape = { cell: 'gru', hiddenSize: 3, vocabulary: vocabulary.size } as const;
  const none = new Float32Array(0);
  return {
    shape,
    vocabulary,
    parameters: initialParameters(shape, 1),
    optimizer: { steps: 0, first: none, second: none },
    progress: { steps: 7, characters: 1234, elapsedMs: 56_500, bitsPerChar: 2.5 },
  };
}

/** A model of another program with other metadata and tensors. */
function changed(metadata: Record<string, string>, change = (tensors: readonly Tensor[]): Tensor[] => [...tensors]) {
  const { metadata: known, tensors } = decodeTensors(encodeCheckpoint({ ...checkpoint(), origin: card }));
  const without = Object.fromEntries(Object.entries(known).filter(([name]) => name !== 'checksum'));
  return encodeTensors({ metadata: { ...without, ...metadata }, tensors: change(tensors) });
}

/** The message of the error, or undefined. */
function messageOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const unprintable = /[\p{C}\p{Zl}\p{Zp}]/u;
const hostile = ['x'.repeat(1_000_000), 'a\u001b[31m\nb\u2028c', 'safe\u202egnp.exe', 'half \ud800 of a pair'];

describe('strings of a file in an error', () => {
  it('are printable and short, whatever the string is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        assert.ok(!unprintable.test(shown(text)));
        assert.ok(shown(text).length <= 600);
      }),
    );
    assert.equal(shown('x'.repeat(70)), `"${'x'.repeat(60)}…"`);
  });

  for (const text of hostile) {
    const places: readonly (readonly [string, () => unknown])[] = [
      ['the name of a tensor', () => decodeCheckpoint(changed({}, (all) => [...all, { ...all[0]!, name: text }]))],
      ['the name of a broken tensor', () => decodeTensors(withTensor(text, { dtype: 'F16' }))],
      ['the name of a tensor without a shape', () => decodeTensors(withTensor(text, { dtype: 'F32' }))],
      [
        'the name of a tensor at the wrong place',
        () => decodeTensors(withTensor(text, { dtype: 'F32', shape: [1], data_offsets: [4, 8] })),
      ],
      ['the cell', () => decodeCheckpoint(changed({ cell: text }))],
      ['a value of the card', () => decodeCheckpoint(changed({ card: JSON.stringify({ steps: text }) }))],
      [
        'a setting of the card',
        () => decodeCheckpoint(changed({ card: JSON.stringify({ settings: { [text]: [] } }) })),
      ],
      ['the settings of the card', () => decodeCheckpoint(changed({ card: JSON.stringify({ settings: text }) }))],
      ['the version of a checkpoint', () => decodeCheckpoint(changed({ version: text }))],
    ];
    for (const [place, read] of places) {
      it(`are short and printable: ${JSON.stringify(text.slice(0, 20))} as ${place}`, () => {
        const message = messageOf(read);
        assert.ok(message !== undefined && message.length < 400, `${message?.length} characters`);
        assert.ok(!unprintable.test(message), message);
      });
    }
  }

  it('are short for a shape with many sides', () => {
    const sides = new Array<number>(100_000).fill(1);
    const withSides = (name: string) =>
      changed({}, (all) =>
        all.map((each) => (each.name === name ? { ...each, shape: [each.values.length, ...sides] } : each)),
      );
    for (const name of ['rnn.weight_ih_l0', 'rnn.weight_hh_l0', 'output.weight', 'output.bias']) {
      const message = messageOf(() => decodeCheckpoint(withSides(name)));
      assert.ok(message !== undefined && message.length < 400, `${name}: ${message?.length} characters`);
    }
  });
});

/** A safetensors file of 8 bytes of data, with one tensor. */
function withTensor(name: string, entry: object): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify({ [name]: entry }));
  const file = new Uint8Array(8 + json.length + 8);
  new DataView(file.buffer).setBigUint64(0, BigInt(json.length), true);
  file.set(json, 8);
  return file;
}

describe('numbers of a model card', () => {
  /** Numbers as JSON has them: it can also write what no double holds. */
  const number = fc.constantFrom('0', '-1', '1.5', '7', '1e12', '1e13', '1e306', '9007199254740993', '1e999', '-1e999');
  const name = fc.constantFrom('characters', 'textCharacters', 'steps', 'elapsedMs', 'bitsPerChar');

  it('give a checkpoint and an export that can be read again, or are refused', () => {
    let read = 0;
    const settings = fc.dictionary(fc.string({ maxLength: 3 }), number, { maxKeys: 4 });
    fc.assert(
      fc.property(fc.dictionary(name, number), settings, (numbers, values) => {
        const object = (entries: object): string =>
          `{${Object.entries(entries)
            .map(([key, json]) => `${JSON.stringify(key)}:${json}`)
            .join()}}`;
        const file = changed({ card: object({ ...numbers, settings: object(values) }) });
        if (messageOf(() => decodeCheckpoint(file)) !== undefined) return;
        read++;
        assertReadable(file);
      }),
      { numRuns: 3000 },
    );
    assert.ok(read > 100, `${read} cards were read`);
  });

  it('refuse a time that no training takes', () => {
    assert.match(
      messageOf(() => decodeCheckpoint(changed({ card: '{"elapsedMs":1e306}' }))) ?? '',
      /"elapsedMs" is 1e\+306, not <=/,
    );
  });

  it('may be as many as a checkpoint stores', () => {
    const settings = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, 1]));
    assertReadable(changed({ card: JSON.stringify({ settings: settings(100) }) }));
    const many = changed({ card: JSON.stringify({ settings: settings(101) }) });
    assert.match(messageOf(() => decodeCheckpoint(many)) ?? '', /not <=100/);
  });
});

it('Weights of a file are refused when the sum of two biases is out of range', () => {
  const biases = ['rnn.bias_ih_l0', 'rnn.bias_hh_l0'];
  const file = changed({}, (tensors) =>
    tensors.map((each) => (biases.includes(each.name) ? { ...each, values: new Float32Array(9).fill(9000) } : each)),
  );
  assert.match(messageOf(() => decodeCheckpoint(file)) ?? '', /sum of two biases is above 10000/);
});

function assertReadable(file: Uint8Array): void {
  const imported = decodeCheckpoint(file);
  const again = decodeCheckpoint(encodeCheckpoint(imported));
  assert.deepEqual(again.progress, imported.progress);
  assert.deepEqual(again.training, imported.training);
}
