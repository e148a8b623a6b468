// Checkpoints as files of the terminal: read and judged before anything is begun, written whole or not at all.
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { decodeCheckpoint } from '../model/network/checkpoint.ts';

/** Rejects with an Error that names the file and says what is wrong with it. */
export async function readCheckpoint(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((error: unknown) => fail(`${path} cannot be read`, error));
  try {
    decodeCheckpoint(bytes);
  } catch (error) {
    fail(`${path} is no checkpoint that can be used`, error);
  }
  return bytes;
}

/** So that what cannot be written is known before a training, not after it. */
export async function assertWritable(path: string): Promise<void> {
  if ((await stat(path).catch(() => undefined))?.isDirectory()) throw new Error(`${path} is a folder. Name a file.`);
  const draft = draftOf(path);
  await writeFile(draft, '').catch((error: unknown) => fail(`${path} cannot be written`, error));
  await rm(draft);
}

/** A reader of the file finds the old one or the new one, never half of one. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const draft = draftOf(path);
  await writeFile(draft, bytes);
  await rename(draft, path);
}

function draftOf(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

function fail(what: string, reason: unknown): never {
  throw new Error(`${what}: ${reason instanceof Error ? reason.message : String(reason)}`);
}
