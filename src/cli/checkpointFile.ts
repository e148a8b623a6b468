// Checkpoint files of the terminal program. They are checked before any work starts, and written completely or not at all.
import { rm, stat, writeFile } from 'node:fs/promises';
import { fileErrorWords } from '../disk/fileErrors.ts';
import { renameOver } from '../disk/renameOver.ts';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';
import { maxModelFileBytes } from '../protocol/predictor.ts';
import { createReadStream } from 'node:fs';

/** Bytes. Of an interrupted training, it has more than a model. */
const largestCheckpoint = 2 ** 30;

/** Rejects with an Error that names the file and the reason. */
export async function readCheckpoint(path: string): Promise<Uint8Array> {
  const bytes = await readModelFile(path, largestCheckpoint);
  try {
    decodeCheckpoint(bytes);
  } catch (error) {
    fail(`${path} is not a usable checkpoint`, error);
  }
  return bytes;
}

/** Rejects with an Error that names the file and the reason. A file that is far too large is not read to its end. */
export async function readModelFile(path: string, most = maxModelFileBytes): Promise<Uint8Array> {
  const bytes = await readAtMost(path, most).catch((error: unknown) => fail(`${path} cannot be read`, error));
  return bytes ?? fail(`${path} is not a usable model`, `it is larger than ${most / 2 ** 20} MB`);
}

/** Rejects if the file cannot be written, so that the user learns of it before the training. */
export async function assertWritable(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory()) throw new Error(`${path} is a folder. Name a file.`);
  const draft = draftOf(path);
  await writeFile(draft, '').catch((error: unknown) => fail(`${path} cannot be written`, error));
  await rm(draft);
}

/** Replaces the file at once: a reader finds the old content or the new one, never a part. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const draft = draftOf(path);
  await writeFile(draft, bytes);
  await renameOver(draft, path);
}

function draftOf(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/** @throws Error with the reason. */
export function fail(what: string, reason: unknown): never {
  const words = fileErrorWords(reason) ?? (reason instanceof Error ? reason.message : String(reason));
  throw new Error(`${what}: ${words}`);
}

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
