// Compression and checksum of the learned state: zstd at its fastest level, and SHA-256. Both run on Node's thread pool, so that the
// predictor answers meanwhile.
import { subtle } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { StateCodec } from '../model/learnedState.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

export const stateCodec: StateCodec = {
  compress: (bytes) => compress(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } }),
  decompress: async (bytes, length) => {
    // A limit of 0 is not allowed.
    const raw = await decompress(bytes, { maxOutputLength: Math.max(1, length) });
    if (raw.length !== length) throw new Error('a part has another length than its header says');
    return raw;
  },
  hash: async (parts) => {
    const digests = [];
    for (const part of parts) digests.push(await subtle.digest('SHA-256', part as Uint8Array<ArrayBuffer>));
    return Buffer.from(
      await subtle.digest('SHA-256', Buffer.concat(digests.map((each) => Buffer.from(each)))),
    ).toString('hex');
  },
};
