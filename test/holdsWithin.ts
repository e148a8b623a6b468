// Polling for conditions, for tests and benchmarks.
import { setTimeout as sleep } from 'node:timers/promises';

/** Asks every `everyMs` until the answer is true. False: it was not within `timeoutMs`. */
export async function holdsWithin(
  timeoutMs: number,
  holds: () => boolean | Promise<boolean>,
  everyMs = 20,
): Promise<boolean> {
  for (const end = performance.now() + timeoutMs; performance.now() < end; await sleep(everyMs)) {
    if (await holds()) return true;
  }
  return holds();
}
