import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeCheckpoint, encodeCheckpoint } from '../../../../src/model/network/checkpoint.ts';
import { shown } from '../../../../src/model/network/fileValues.ts';
import { decodeTensors } from '../../../../src/model/network/safetensors.ts';
import { withAdded, withHeader, withMetadata, withTensors } from './networkFiles.ts';

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
      ['the name of a tensor', () => decodeCheckpoint(withAdded(text))],
      ['the name of a broken tensor', () => decodeTensors(withHeader({ [text]: { dtype: 'F16' } }))],
      ['the name of a tensor without a shape', () => decodeTensors(withHeader({ [text]: { dtype: 'F32' } }))],
      [
        'the name of a tensor at the wrong place',
        () => decodeTensors(withHeader({ [text]: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } })),
      ],
      ['the cell', () => decodeCheckpoint(withMetadata({ cell: text }))],
      ['a value of the card', () => decodeCheckpoint(withMetadata({ card: JSON.stringify({ steps: text }) }))],
      [
        'a setting of the card',
        () => decodeCheckpoint(withMetadata({ card: JSON.stringify({ settings: { [text]: [] } }) })),
      ],
      ['the settings of the card', () => decodeCheckpoint(withMetadata({ card: JSON.stringify({ settings: text }) }))],
      ['the version of a checkpoint', () => decodeCheckpoint(withMetadata({ version: text }))],
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
      withTensors((each) => (each.name === name ? { shape: [each.values.length, ...sides] } : {}));
    for (const name of ['rnn.weight_ih_l0', 'rnn.weight_hh_l0', 'output.weight', 'output.bias']) {
      const message = messageOf(() => decodeCheckpoint(withSides(name)));
      assert.ok(message !== undefined && message.length < 400, `${name}: ${message?.length} characters`);
    }
  });
});

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
        const file = withMetadata({ card: object({ ...numbers, settings: object(values) }) });
        if (messageOf(() => decodeCheckpoint(file)) !== undefined) return;
        read++;
        assertReadable(file);
      }),
      { numRuns: 3000 },
    );
    assert.ok(read > 100, `${read} cards were read`);
  });

  it('refuse a time that no training takes', () => {
    assert.throws(
      () => decodeCheckpoint(withMetadata({ card: '{"elapsedMs":1e306}' })),
      /"elapsedMs" is 1e\+306, not <=/,
    );
  });

  it('may be as many as a checkpoint stores', () => {
    const settings = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, 1]));
    assertReadable(withMetadata({ card: JSON.stringify({ settings: settings(100) }) }));
    const many = withMetadata({ card: JSON.stringify({ settings: settings(101) }) });
    assert.throws(() => decodeCheckpoint(many), /not <=100/);
  });
});

it('Weights of a file are refused when the sum of two biases is out of range', () => {
  const biases = ['rnn.bias_ih_l0', 'rnn.bias_hh_l0'];
  const file = withTensors(({ name }) => (biases.includes(name) ? { values: new Float32Array(15).fill(9000) } : {}));
  assert.throws(() => decodeCheckpoint(file), /sum of two biases is above 10000/);
});

function assertReadable(file: Uint8Array): void {
  const imported = decodeCheckpoint(file);
  const again = decodeCheckpoint(encodeCheckpoint(imported));
  assert.deepEqual(again.progress, imported.progress);
  assert.deepEqual(again.training, imported.training);
}
