// Reads the texts in a data file of an R package (.rdb): character vectors with one line per element. A record is its length after
// decompression (u32, big-endian) and a zlib stream, in the binary format of R's serialize().
import { inflateSync } from 'node:zlib';

/** Types of values, in the low byte of their flags. */
const [characters, strings] = [9, 16];
const encodingLength = 4;
/** 'X\n', the version of the format, of R, and of the oldest R that reads it. */
const header = 2 + 3 * 4;

/** @returns {string[]} The text of each record that is a vector of strings. */
export function textsInRData(bytes) {
  const texts = [];
  for (let at = 0; at < bytes.length;) {
    const { buffer, engine } = inflateSync(bytes.subarray(at + 4), { info: true });
    if (buffer.length !== bytes.readUInt32BE(at)) throw new Error('A record has another length than it states.');
    at += 4 + engine.bytesWritten;
    const text = vectorIn(buffer);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

function vectorIn(buffer) {
  let at = header + encodingLength + buffer.readUInt32BE(header);
  const next = () => buffer.readInt32BE((at += 4) - 4);
  if ((next() & 0xff) !== strings) return undefined;
  const lines = Array.from({ length: next() }, () => {
    if ((next() & 0xff) !== characters) throw new Error('A string is missing.');
    const length = Math.max(0, next());
    return buffer.toString('utf8', at, (at += length));
  });
  return lines.join('\n');
}
