import assert from 'node:assert/strict';
import fc from 'fast-check';
import { characterCount, emptyPrefix, prefixAfter, rangeAfter } from '../../../../src/model/network/utf8Ranges.ts';

const encoder = new TextEncoder();
const all = Array.from({ length: 256 }, (_, byte) => byte);
const anyCharacter = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 1 })
  .filter((text) => !/^[\ud800-\udfff]$/u.test(text));

describe('UTF-8 ranges', () => {
  it('end at the one code point that the bytes encode', () => {
    fc.assert(
      fc.property(anyCharacter, (character) => {
        let prefix = emptyPrefix;
        const bytes = [...encoder.encode(character)];
        for (const byte of bytes) {
          const { first, end } = rangeAfter(prefix, byte);
          assert.ok(first <= character.codePointAt(0)! && character.codePointAt(0)! < end);
          prefix = prefixAfter(prefix, byte);
        }
        assert.equal(prefix, emptyPrefix);
        const beforeLast = bytes.slice(0, -1).reduce(prefixAfter, emptyPrefix);
        assert.equal(characterCount(rangeAfter(beforeLast, bytes.at(-1)!)), 1);
      }),
    );
  });

  it('divide all characters among the first bytes, and those of a prefix among the next bytes', () => {
    const count = (prefix: typeof emptyPrefix) =>
      all.reduce((sum, byte) => sum + characterCount(rangeAfter(prefix, byte)), 0);
    assert.equal(count(emptyPrefix), 0x110000 - 0x800);
    for (const byte of all) {
      const prefix = prefixAfter(emptyPrefix, byte);
      if (prefix !== emptyPrefix)
        assert.equal(count(prefix), characterCount(rangeAfter(emptyPrefix, byte)), `after ${byte}`);
    }
  });

  it('are empty for surrogates, overlong encodings, and code points above the last', () => {
    const after = (...bytes: number[]) =>
      characterCount(rangeAfter(bytes.slice(0, -1).reduce(prefixAfter, emptyPrefix), bytes.at(-1)!));
    assert.equal(after(0xed, 0xa0), 0);
    assert.equal(after(0xe0, 0x80), 0);
    assert.equal(after(0xc1), 0);
    assert.equal(after(0xf4, 0x90), 0);
    assert.equal(after(0x80), 0);
  });
});
