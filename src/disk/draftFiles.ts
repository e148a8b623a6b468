// Content that passes between two programs as a file. A draft is a file that another program than the host writes, and that the host keeps
// under another name, or deletes.
import { rmSync, writeFileSync } from 'node:fs';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { draftEnd, type PassedContent } from '../protocol/passedContent.ts';
import { errorCode } from './errorCode.ts';
import { makeFolder } from './makeFolder.ts';

export interface DraftFiles {
  /** Writes a new file, which only the owner can read, and waits until it is on the disk. Resolves to its path. Rejects on a full disk. */
  write(bytes: Uint8Array): Promise<string>;
  /** Rejects where it is missing or too large. */
  read(content: PassedContent): Promise<Uint8Array>;
}

const ownerOnly = { folder: 0o700, file: 0o600 };
/** Bytes. */
const largestFile = 256 * 2 ** 20;

const pathsOf = (drafts: string): (() => string) => {
  let count = 0;
  return () => `${drafts}${++count}${draftEnd}`;
};
const writing = { mode: ownerOnly.file, flush: true };

/** `drafts`: the beginning of the paths, which no other running program has. `write` makes their folder where it was deleted. */
export function draftFiles(drafts: string): DraftFiles {
  const nextPath = pathsOf(drafts);
  return {
    write: async (bytes) => {
      const path = nextPath();
      await makeFolder(dirname(path), ownerOnly.folder);
      try {
        await writeFile(path, bytes, writing);
      } catch (error) {
        // A full disk should not also hold half a file.
        await rm(path, { force: true }).catch(() => undefined);
        throw error;
      }
      return path;
    },
    read: (content) => bytesOf(content, largestFile),
  };
}

/**
 * `write` of a program that computes in slices and has nothing else to do meanwhile: each step of an asynchronous write would wait for the
 * next slice. It throws where the folder was deleted, or the disk is full.
 */
export function draftWriter(drafts: string): (bytes: Uint8Array) => string {
  const nextPath = pathsOf(drafts);
  return (bytes) => {
    const path = nextPath();
    try {
      writeFileSync(path, bytes, writing);
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    }
    return path;
  };
}

/** Rejects where no file exists, or where the first one has more than `maxBytes`. */
export async function bytesOf(content: PassedContent, maxBytes = Infinity): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content;
  const [first = '', ...others] = content.files;
  try {
    if ((await stat(first)).size > maxBytes) throw new Error(`it is larger than ${maxBytes / 2 ** 20} MB`);
    return await readFile(first);
  } catch (error) {
    if (others.length > 0 && errorCode(error) === 'ENOENT') return bytesOf({ files: others }, maxBytes);
    throw error;
  }
}
