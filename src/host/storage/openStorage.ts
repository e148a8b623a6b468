// Opens the storage of checkpoints: durable and with a lock on a local disk, else as durable as the editor's file API allows.
import { FileSystemError, Uri, workspace } from 'vscode';
import type { Storage } from './checkpointStore.ts';
import { nodeFileSystem } from './fileSystem.ts';
import { durableFolder, type StorageFolder } from './storageFolder.ts';
import { WriterLock } from './writerLock.ts';

export function openStorage(uri: Uri | undefined): Storage | undefined {
  if (!uri) return undefined;
  const lock = uri.scheme === 'file' ? new WriterLock(nodeFileSystem, `${uri.fsPath}.lock`) : undefined;
  return { folder: storageFolderOf(uri), lock };
}

export function inside(folder: Uri | undefined, name: string): Uri | undefined {
  return folder && Uri.joinPath(folder, name);
}

export function openFolder(uri: Uri | undefined): StorageFolder | undefined {
  return uri && storageFolderOf(uri);
}

/** Crash safe on a local disk, where only the owner can read the files. */
export function storageFolderOf(uri: Uri): StorageFolder {
  return uri.scheme === 'file' ? durableFolder(nodeFileSystem, uri.fsPath) : editorFolder(uri);
}

/**
 * For storage that is not on a local disk, behind the editor's file API. It has no way to wait for the disk, and its rename removes the
 * target first.
 */
function editorFolder(folder: Uri): StorageFolder {
  const at = (name: string): Uri => Uri.joinPath(folder, name);
  const rename = async (from: string, to: string): Promise<boolean> => {
    try {
      await workspace.fs.rename(at(from), at(to), { overwrite: true });
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  };
  return {
    read: (name) => settle(workspace.fs.readFile(at(name))),
    write: async (name, bytes) => {
      await workspace.fs.writeFile(at(`${name}.tmp`), bytes);
      await rename(`${name}.tmp`, name);
    },
    rename,
    delete: (name) => settle(workspace.fs.delete(at(name))),
    list: async () => ((await settle(workspace.fs.readDirectory(folder))) ?? []).map(([name]) => name),
    deleteAll: () => settle(workspace.fs.delete(folder, { recursive: true })),
    local: undefined,
  };
}

/** Undefined if the file is missing. */
async function settle<T>(result: Thenable<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof FileSystemError && error.code === 'FileNotFound';
}
