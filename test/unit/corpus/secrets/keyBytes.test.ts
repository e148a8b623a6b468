// Keys that are written as bytes.
import assert from 'node:assert/strict';
import { maskSecrets } from '../../../../src/corpus/secrets/maskSecrets.ts';
import { drawFrom, type Draw } from './plantedSecrets.ts';

const bytes = (draw: Draw, count: number): string[] => Array.from({ length: count }, () => draw('hex', 2));
/** As `openssl rsa -text` prints them. */
const printed = (all: readonly string[]): string =>
  `    ${all.map((byte, at) => byte + (at === all.length - 1 ? '' : (at + 1) % 15 === 0 ? ':\n    ' : ':')).join('')}`;

describe('keys as bytes', () => {
  it('are masked on all lines of the text form of a private key, and not in that of its modulus', () => {
    const draw = drawFrom(1);
    for (const count of [32, 256, 512]) {
      const [key, modulus] = [printed(bytes(draw, count)), printed(bytes(draw, count))];
      const text = (value: string): string =>
        `Private-Key:\nmodulus:\n${modulus}\npublicExponent: 65537 (0x10001)\nprivateExponent:\n${value}\n`;
      assert.equal(maskSecrets(text(key), 'a.txt').text, text('    ***'));
    }
  });

  it('are masked where the file is a list of 64 bytes', () => {
    const draw = drawFrom(2);
    const list = (count: number): string => `[${bytes(draw, count).map((byte) => parseInt(byte, 16))}]\n`;
    assert.equal(maskSecrets(list(64), 'id.json').text, '[***]\n');
    const other = list(63);
    assert.equal(maskSecrets(other, 'sizes.json').text, other);
  });

  it('are masked in hexadecimal digits that code decodes, and with blanks between', () => {
    const draw = drawFrom(3);
    const key = Buffer.from('Kessel8219!').toString('hex');
    assert.equal(maskSecrets(`pw = bytes.fromhex("${key}")\n`, 'a.py').text, 'pw = bytes.fromhex("***")\n');
    const spaced = bytes(draw, 16).join(' ');
    assert.equal(maskSecrets(`AES key ${spaced}\n`, 'a.txt').text, 'AES key ***\n');
    const dump = `0000 ${spaced}\n`;
    assert.equal(maskSecrets(dump, 'a.txt').text, dump);
  });
});
