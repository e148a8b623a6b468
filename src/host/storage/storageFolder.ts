// A folder of small files that are replaced as a whole: on the disk, with crash safety, or behind the editor's file API.
import { join } from 'node:path';
import { errorCode } from '../../disk/errorCode.ts';
import { draftEnd } from '../../protocol/passedContent.ts';
import { undefinedIfMissing, writeWhole, type FileSystem } from './fileSystem.ts';

export interface StorageFolder {
  /** Undefined if there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Replaces the file. A crash leaves the old content or the new content. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Replaces the target. False if there is no file `from`. */
  rename(from: string, to: string): Promise<boolean>;
  delete(name: string): Promise<void>;
  list(): Promise<readonly string[]>;
  /** Deletes the folder and everything in it. */
  deleteAll(): Promise<void>;
  /** Undefined where the folder is not on a local disk. */
  readonly local: LocalFolder | undefined;
}

/** For other programs, which write drafts and read files in the folder. */
export interface LocalFolder {
  path(name: string): string;
  /** Deletes the drafts of all programs, or those whose names begin so. */
  deleteDrafts(beginning?: string): Promise<void>;
}

/** Every change is on the disk when its promise resolves. `writer` distinguishes the temporary files of two processes. */
export function durableFolder(files: FileSystem, path: string, writer: number | string = process.pid): StorageFolder {
  const at = (name: string): string => join(path, name);
  const list = async (): Promise<string[]> => (await files.list(path).catch(undefinedIfMissing)) ?? [];
  let isTidy = false;

  /** Deletes what processes left that ended while they wrote. */
  async function deleteDrafts(beginning = ''): Promise<void> {
    for (const name of await list())
      if (name.startsWith(beginning) && name.endsWith(draftEnd)) await files.remove(at(name));
  }

  return {
    read: (name) => files.read(at(name)).catch(undefinedIfMissing),
    write: async (name, bytes) => {
      await files.makeFolder(path);
      if (!isTidy) await deleteDrafts();
      isTidy = true;
      const draft = at(`${name}.${writer}${draftEnd}`);
      try {
        await writeWhole(files, draft, bytes, 'w');
        await files.rename(draft, at(name));
      } catch (error) {
        // A full disk should not also hold half a file.
        await files.remove(draft).catch(() => undefined);
        throw error;
      }
      await files.syncFolder(path);
    },
    rename: async (from, to) => {
      try {
        await files.rename(at(from), at(to));
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return false;
        throw error;
      }
      await files.syncFolder(path);
      return true;
    },
    delete: (name) => files.remove(at(name)),
    list: async () => (await list()).filter((name) => !name.endsWith(draftEnd)),
    deleteAll: () => files.remove(path),
    local: { path: at, deleteDrafts },
  };
}
