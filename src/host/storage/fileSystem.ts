// The file operations that durable storage needs, one method for each system call, so that tests can let any of them fail.
import { chmod, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { errorCode } from '../../disk/errorCode.ts';
import { makeFolder } from '../../disk/makeFolder.ts';
import { renameOver } from '../../disk/renameOver.ts';

export interface OpenFile {
  /** Writes at the end of what was written. Resolves to the number of bytes that were written, which may be fewer. */
  write(bytes: Uint8Array): Promise<number>;
  /** Resolves when the content is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** All methods reject with an error that has a `code`, for example `ENOENT` or `ENOSPC`. */
export interface FileSystem {
  /** Creates the folder and its parents where they are missing. Only the owner can read it. */
  makeFolder(path: string): Promise<void>;
  /** Only the owner can read a new file. `wx` fails if the file exists; `w` empties it. */
  open(path: string, flags: 'w' | 'wx'): Promise<OpenFile>;
  /** Resolves when the names in the folder are on the disk. */
  syncFolder(path: string): Promise<void>;
  /** Replaces the target. */
  rename(from: string, to: string): Promise<void>;
  read(path: string): Promise<Uint8Array>;
  list(path: string): Promise<string[]>;
  /** Deletes a file, or a folder with its content. A missing file is no error. */
  remove(path: string): Promise<void>;
}

const ownerOnly = { folder: 0o700, file: 0o600 };
const othersMask = 0o077;

export const nodeFileSystem: FileSystem = {
  makeFolder: async (path) => {
    await makeFolder(path, ownerOnly.folder);
    // The folder may come from a version that left it open to everyone. Windows has no such permissions.
    if (process.platform === 'win32' || ((await stat(path)).mode & othersMask) === 0) return;
    await chmod(path, ownerOnly.folder);
  },
  open: async (path, flags) => {
    const file = await open(path, flags, ownerOnly.file);
    return {
      write: async (bytes) => (await file.write(bytes)).bytesWritten,
      sync: () => file.sync(),
      close: () => file.close(),
    };
  },
  syncFolder: async (path) => {
    // Windows cannot open a folder; its file systems log renames themselves.
    if (process.platform === 'win32') return;
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  },
  rename: (from, to) => renameOver(from, to),
  read: (path) => readFile(path),
  list: (path) => readdir(path),
  // Another window may write into the folder while it is deleted.
  remove: (path) => rm(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }),
};

/** Writes a whole file and waits until it is on the disk. */
export async function writeWhole(files: FileSystem, path: string, bytes: Uint8Array, flags: 'w' | 'wx'): Promise<void> {
  const file = await files.open(path, flags);
  try {
    for (let at = 0; at < bytes.length;) {
      const written = await file.write(bytes.subarray(at));
      if (written <= 0) throw new Error('The disk accepts no more data.');
      at += written;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/** For `catch`: a missing file is `undefined`, any other error is thrown again. */
export function undefinedIfMissing(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  throw error;
}
