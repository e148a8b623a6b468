// Reads a file that may be a pipe or a device without an end.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Undefined: it has more than `most` bytes. Rejects with the reason. */
export async function readAtMost(path: string, most: number): Promise<Uint8Array | undefined> {
  const stats = await stat(path);
  if (stats.isCharacterDevice() || stats.isBlockDevice()) throw new Error('it is a device');
  if (stats.size > most) return undefined;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of createReadStream(path, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
