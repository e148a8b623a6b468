// The files of the learned state. The predictor writes and reads them itself: some 40 MB in a message would block the host's thread, which
// the user types on, for up to a tenth of a second.
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../disk/makeFolder.ts';

export interface StateFiles {
  /** Writes a new file, which only the owner can read, and waits until it is on the disk. Resolves to its path. Rejects on a full disk. */
  write(bytes: Uint8Array): Promise<string>;
  /** Rejects where the file is missing or too large. */
  read(path: string): Promise<Uint8Array>;
}

const ownerOnly = { folder: 0o700, file: 0o600 };
/** Bytes. */
const largestState = 256 * 2 ** 20;

/** `drafts`: see `PredictorOptions`. */
export function stateFiles(drafts: string): StateFiles {
  let count = 0;
  return {
    write: async (bytes) => {
      const path = `${drafts}${++count}.tmp`;
      await makeFolder(dirname(path), ownerOnly.folder);
      try {
        await writeFile(path, bytes, { mode: ownerOnly.file, flush: true });
      } catch (error) {
        // A full disk should not also hold half a file.
        await rm(path, { force: true }).catch(() => undefined);
        throw error;
      }
      return path;
    },
    read: async (path) => {
      if ((await stat(path)).size > largestState) throw new Error(`it is larger than ${largestState / 2 ** 20} MB`);
      return readFile(path);
    },
  };
}
