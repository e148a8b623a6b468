// One process at a time: a folder is made as a lock, because making a folder succeeds for one of many.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const retryMs = 250;
/** After this long a lock without an owner's name is taken for a leftover: its owner died in between. */
const namelessMs = 5000;

/** Runs `work` while `folder` is held; waits for whoever holds it, and takes it over when its process is gone. */
export async function withLock(folder, work) {
  mkdirSync(dirname(folder), { recursive: true });
  while (!tryToTake(folder)) {
    if (ownerIsGone(folder)) rmSync(folder, { recursive: true, force: true });
    else await sleep(retryMs);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryToTake(folder) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(folder, 'pid'), String(process.pid));
  return true;
}

function ownerIsGone(folder) {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    if (error.code === 'ENOENT')
      return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) > namelessMs;
    return error.code === 'ESRCH'; // EPERM: somebody else's living process.
  }
}
