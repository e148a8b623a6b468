import assert from 'node:assert/strict';
import { decodeText, fromUtf8 } from '../../../src/corpus/decode.ts';

const utf16 = (text: string, bigEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

describe('decoding without an editor', () => {
  it('reads UTF-8, with and without a byte order mark', () => {
    assert.equal(decodeText(Buffer.from('añ😀')), 'añ😀');
    assert.equal(decodeText(Buffer.from('\ufeffañ')), 'añ');
  });
  it('reads UTF-16 of either byte order', () => {
    assert.equal(decodeText(utf16('añ😀', false)), 'añ😀');
    assert.equal(decodeText(utf16('añ😀', true)), 'añ😀');
  });
  it('reads Western single-byte text', () => assert.equal(decodeText(Buffer.from([0x63, 0x61, 0x66, 0xe9])), 'café'));

  it('tells what is UTF-8 from what is not', () => {
    assert.equal(fromUtf8(Buffer.from('añ😀')), 'añ😀');
    assert.equal(fromUtf8(Buffer.from('\ufeffañ')), 'añ');
    assert.equal(fromUtf8(Buffer.from([0x63, 0x61, 0x66, 0xe9])), undefined);
    assert.equal(fromUtf8(utf16('añ😀', false)), undefined);
  });
});
