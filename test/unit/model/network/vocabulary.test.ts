import assert from 'node:assert/strict';
import fc from 'fast-check';
import { buildVocabulary, charactersOf, unknownId, vocabularyOf } from '../../../../src/model/network/vocabulary.ts';

describe('vocabulary', () => {
  it('orders ids by code point after the unknown id', () => {
    const vocabulary = vocabularyOf('ba猫b😀');
    assert.deepEqual([...vocabulary.codePoints], [-1, 0x61, 0x62, 0x732b, 0x1f600]);
    assert.equal(charactersOf(vocabulary), 'ab猫😀');
  });

  it('encodes each code point as one id, or as the unknown id', () => {
    assert.deepEqual([...vocabularyOf('ab😀').encode('b😀xa\ud800')], [2, 3, unknownId, 1, unknownId]);
  });

  it('decodes any text of its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const vocabulary = vocabularyOf(text);
        const decoded = [...vocabulary.encode(text)].map((id) => vocabulary.decode(id)).join('');
        assert.equal(decoded, text);
      }),
    );
  });

  it('encodes any string, even with lone surrogates', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 0, max: 0xffff })), (known, units) => {
        const text = String.fromCharCode(...units);
        const ids = vocabularyOf(known).encode(text);
        assert.equal(ids.length, [...text].length);
      }),
    );
  });

  it('excludes rare characters, and keeps the most frequent ones under its limit', () => {
    assert.equal(charactersOf(buildVocabulary(['aaab', 'bc'])), 'ab');
    assert.equal(charactersOf(buildVocabulary(['aaabbcc'], { maxSize: 3, rarest: 10 })), 'ab');
    assert.equal(charactersOf(buildVocabulary(['a'.repeat(50) + 'bb'], { maxSize: 9, rarest: 10 })), 'a');
  });

  it('charges an unknown character for the choice among all others', () => {
    assert.equal(vocabularyOf('ab').unknownBits, Math.log2(0x110000 - 0x800 - 2));
  });
});
