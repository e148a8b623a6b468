// A lock between processes. The lock is a folder, because only one of many processes succeeds in creating a folder.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const retryMs = 250;
/** A lock without the process id of an owner is stale after this time: its owner died while it took the lock. */
const staleMs = 5000;

/** Runs `work` while it holds the lock. Waits for other owners, and takes over the lock of a process that no longer runs. */
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
      return Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) > staleMs;
    return error.code === 'ESRCH'; // EPERM: a running process of another user.
  }
}
