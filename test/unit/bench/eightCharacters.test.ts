import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eightCharactersOf } from '../../../bench/reliability/eightCharacters.ts';

const secret = 'k7!Rw-2pQz_9';
const utf16 = (text: string, isBigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
};

describe('eight consecutive characters', () => {
  it('of a secret are found in bytes, in UTF-16, and at any position', () => {
    const windows = eightCharactersOf([secret, 'short', secret]);
    assert.equal(windows.size, 5);
    for (const offset of [0, 1, 2, 3, 8]) {
      const around = 'x'.repeat(offset);
      for (let at = 0; at + 8 <= secret.length; at++) {
        const part = secret.slice(at, at + 8);
        for (const encode of [Buffer.from, (text: string) => utf16(text, false), (text: string) => utf16(text, true)]) {
          const bytes = Buffer.concat([Buffer.from(around), encode(`${part}y`)]);
          assert.equal(windows.findIn(bytes), part);
        }
      }
    }
    assert.equal(windows.findIn(Buffer.from(`${secret.slice(0, 7)} ${secret.slice(5)}`)), undefined);
    assert.equal(windows.findIn(new Uint8Array(100)), undefined);
    const withoutNumbers = eightCharactersOf(['1234567890a'], { ignoresNumbers: true });
    assert.equal(withoutNumbers.findIn(Buffer.from('1234567890')), undefined);
    assert.equal(withoutNumbers.findIn(Buffer.from('1234567890a')), '4567890a');
  });

  it('are found exactly where a search in the text finds them', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 6, maxLength: 14 });
    fc.assert(
      fc.property(
        fc.array(letters, { maxLength: 3 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 }),
        (secrets, text) => {
          const expected = secrets.some((each) =>
            Array.from({ length: Math.max(0, each.length - 7) }, (_, at) => each.slice(at, at + 8)).some((part) =>
              [text, ...[0, 1].map((from) => [...text].filter((_, at) => at % 2 === from).join(''))].some((bytes) =>
                bytes.includes(part),
              ),
            ),
          );
          assert.equal(eightCharactersOf(secrets).findIn(Buffer.from(text)) !== undefined, expected);
        },
      ),
    );
  });
});
