// Compression and checksum of the learned state: zstd at its fastest level, and SHA-256. The compression runs on Node's thread pool, and
// the checksum in pieces, so that the predictor answers meanwhile. Each result is one buffer: Node's chunks of 16 KB would be allocated
// in glibc's arena of the thread, which keeps the 43 MB for good.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { StateCodec } from '../model/learnedState.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
/** zstd's own bound of what incompressible bytes take, and more: ZSTD_COMPRESSBOUND. Only the pages that are written take memory. */
const compressBound = (length: number): number => length + (length >> 8) + 2 ** 16;
/** Node allows no smaller one. */
const leastChunk = 64;
/** Bytes that are hashed between two messages: less than a millisecond. */
const hashedBytes = 2 ** 20;

export const stateCodec: StateCodec = {
  compress: (bytes) =>
    compress(bytes, {
      chunkSize: compressBound(bytes.length),
      params: { [constants.ZSTD_c_compressionLevel]: 1 },
    }),
  decompress: async (bytes, length) => {
    // A limit of 0 is not allowed.
    const chunkSize = Math.max(leastChunk, length);
    const raw = await decompress(bytes, { chunkSize, maxOutputLength: Math.max(1, length) });
    if (raw.length !== length) throw new Error('a part has another length than its header says');
    return raw;
  },
  hash: async (parts) => {
    const hash = createHash('sha256');
    for (const part of parts) {
      hash.update(`${part.length} `);
      for (let at = 0; at < part.length; at += hashedBytes) {
        hash.update(part.subarray(at, at + hashedBytes));
        await setImmediate();
      }
    }
    return hash.digest('hex');
  },
};
