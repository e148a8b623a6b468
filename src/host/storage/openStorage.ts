// Opens the storage of checkpoints: durable and with a lock on a local disk, else as durable as the editor's file API allows.
import type { Uri } from 'vscode';
import type { Storage } from './checkpointStore.ts';
import { editorFolder } from './editorFolder.ts';
import { nodeFileSystem } from './fileSystem.ts';
import { durableFolder, type StorageFolder } from './storageFolder.ts';
import { WriterLock } from './writerLock.ts';

export function openStorage(uri: Uri | undefined): Storage | undefined {
  if (!uri) return undefined;
  const lock = uri.scheme === 'file' ? new WriterLock(nodeFileSystem, `${uri.fsPath}.lock`) : undefined;
  return { folder: storageFolderOf(uri), lock };
}

export function openFolder(uri: Uri | undefined): StorageFolder | undefined {
  return uri && storageFolderOf(uri);
}

/** Crash safe on a local disk, where only the owner can read the files. */
export function storageFolderOf(uri: Uri): StorageFolder {
  return uri.scheme === 'file' ? durableFolder(nodeFileSystem, uri.fsPath) : editorFolder(uri);
}
