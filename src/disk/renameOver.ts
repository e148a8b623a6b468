// Renames a file over another one. On Windows this fails while another program, such as a virus scanner or another window, has one of
// them open for a moment: it is tried again.
import { rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { errorCode } from './errorCode.ts';

/** Together about two seconds. */
const pausesMs = [5, 10, 20, 40, 80, 160, 320, 640, 750];
const codesOfOpenFiles = ['EPERM', 'EACCES', 'EBUSY'];

export interface Renaming {
  readonly platform: NodeJS.Platform;
  rename(from: string, to: string): Promise<void>;
  wait(ms: number): Promise<unknown>;
}

const here: Renaming = { platform: process.platform, rename, wait: setTimeout };

/** Rejects with the error of the last attempt. */
export async function renameOver(from: string, to: string, { platform, rename, wait }: Renaming = here): Promise<void> {
  for (const ms of platform === 'win32' ? pausesMs : []) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!codesOfOpenFiles.includes(errorCode(error) ?? '')) throw error;
    }
    await wait(ms);
  }
  await rename(from, to);
}
