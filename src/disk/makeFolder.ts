// Creates a folder and the folders above it. The `recursive` option of Node's mkdir never ends where the folder above exists and accepts
// no entries, as in /proc.
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './errorCode.ts';

/** An existing folder is no error. Rejects with an error that has a `code`, for example `ENOENT` or `EACCES`. */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  try {
    await makeOne(path, mode);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    const above = dirname(path);
    // Where it exists, another call may have created it just now.
    if (!(await isFolder(above))) await makeFolder(above, mode);
    await makeOne(path, mode);
  }
}

async function makeOne(path: string, mode: number | undefined): Promise<void> {
  try {
    await mkdir(path, mode);
  } catch (error) {
    if (!(await isFolder(path))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
