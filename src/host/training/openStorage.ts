// Opens the storage of checkpoints: durable and with a lock on a local disk, else as durable as the editor's file API allows.
import type { Uri } from 'vscode';
import type { Storage } from './checkpointStore.ts';
import { editorFolder } from './editorFolder.ts';
import { nodeFileSystem } from './fileSystem.ts';
import { durableFolder } from './storageFolder.ts';
import { WriterLock } from './writerLock.ts';

export function openStorage(uri: Uri | undefined): Storage | undefined {
  if (!uri) return undefined;
  if (uri.scheme !== 'file') return { folder: editorFolder(uri), lock: undefined };
  return {
    folder: durableFolder(nodeFileSystem, uri.fsPath),
    lock: new WriterLock(nodeFileSystem, `${uri.fsPath}.lock`),
  };
}
