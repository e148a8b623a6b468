// A storage folder behind the editor's file API, for storage that is not on a local disk. The API has no way to wait for the
// disk, and its rename removes the target first.
import { FileSystemError, Uri, workspace } from 'vscode';
import type { StorageFolder } from './storageFolder.ts';

export function editorFolder(folder: Uri): StorageFolder {
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
