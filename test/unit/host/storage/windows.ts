// A folder on the disk for each test, and the storage of windows that share it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Storage } from '../../../../src/host/storage/checkpointStore.ts';
import { nodeFileSystem, type FileSystem } from '../../../../src/host/storage/fileSystem.ts';
import { durableFolder } from '../../../../src/host/storage/storageFolder.ts';
import { WriterLock, type LockEnvironment } from '../../../../src/host/storage/writerLock.ts';

/** A new folder for each test of the suite. The returned function gives its path. */
export function folderOfTest(): () => string {
  let path = '';
  beforeEach(() => (path = mkdtempSync(join(tmpdir(), 'hidden-state-'))));
  afterEach(() => rmSync(path, { recursive: true }));
  return () => path;
}

/** Of the window whose extension host has the process number `pid`. */
export function storageOf(
  path: string,
  pid: number,
  files: FileSystem = nodeFileSystem,
  environment: Partial<LockEnvironment> = {},
): Storage {
  const alive = { pid, host: 'here', now: () => 0, isAlive: () => true };
  const lock = new WriterLock(files, `${path}.lock`, { ...alive, ...environment });
  return { folder: durableFolder(files, path, pid), lock };
}
