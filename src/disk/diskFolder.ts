// A folder on a local disk for the corpus: lists it, and reads regular files in it. Links are not followed; pipes, devices and sockets
// are not opened.
import { constants } from 'node:fs';
import { lstat, open, opendir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileFacts, TreeEntry } from '../corpus/fileTree.ts';

/** Paths are relative to the folder, with forward slashes; '' is the folder itself. */
export interface DiskFolder {
  list(directory: string): Promise<readonly TreeEntry[]>;
  facts(path: string): Promise<FileFacts>;
  /** All bytes of a regular file. Undefined: it has more than `maxBytes`. */
  read(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
}

/** `readdir` would make the objects for all entries in one turn of the thread: 140 ms for 300,000. */
const entriesPerTurn = 1000;

/** `canRefuseLinks`: whether the system refuses to open a link. Windows does not. */
export function diskFolder(root: string, canRefuseLinks = constants.O_NOFOLLOW !== undefined): DiskFolder {
  return {
    list: async (directory) => {
      const entries: TreeEntry[] = [];
      const opened = await opendir(join(root, directory), { bufferSize: entriesPerTurn });
      for await (const entry of opened) entries.push({ name: entry.name, kind: kindOf(entry) });
      return entries;
    },
    facts: async (path) => {
      const stats = await lstat(join(root, path));
      return { kind: kindOf(stats), bytes: stats.size, modifiedMs: stats.mtimeMs };
    },
    read: async (path, maxBytes) => {
      const file = await open(join(root, path), openFlags(canRefuseLinks));
      try {
        const isLink = !canRefuseLinks && !(await lstat(join(root, path))).isFile();
        const stats = await file.stat();
        if (isLink || !stats.isFile()) throw new Error('This is no regular file.');
        return await readAtMost(file, maxBytes, stats.size);
      } finally {
        await file.close();
      }
    },
  };
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): TreeEntry['kind'] {
  return entry.isDirectory() ? 'directory' : entry.isFile() ? 'file' : 'other';
}

/** Between the listing and the opening, the file may have been replaced by a link or a pipe. Windows has neither flag. */
const openFlags = (canRefuseLinks: boolean): number =>
  constants.O_RDONLY | (canRefuseLinks ? constants.O_NOFOLLOW : 0) | (constants.O_NONBLOCK ?? 0);

const chunkBytes = 65_536;

/**
 * `expected`: the size that the file reports, which may be wrong: that of many files in /proc is 0. The chunks fit it, so that a read
 * allocates little more than it returns.
 */
async function readAtMost(file: FileHandle, maxBytes: number, expected: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  for (let total = 0; total <= maxBytes;) {
    const wanted = total < expected ? expected - total : total === expected ? 1 : chunkBytes;
    const chunk = new Uint8Array(Math.min(wanted, maxBytes + 1 - total));
    const { bytesRead } = await file.read(chunk);
    if (bytesRead === 0) return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, bytesRead));
    total += bytesRead;
  }
  return undefined;
}
