// Polling for conditions in the editor.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const defaultTimeoutMs = 120_000;

/** Polls `ask` until its answer is accepted, and returns the answer. */
export async function until<T>(
  ask: () => Promise<T>,
  isAccepted: (answer: T) => boolean,
  timeoutMs = defaultTimeoutMs,
): Promise<T> {
  for (const deadline = Date.now() + timeoutMs; ; await sleep(200)) {
    const answer = await ask();
    if (isAccepted(answer)) return answer;
    if (Date.now() > deadline)
      assert.fail(`After ${timeoutMs / 1000} s the answer was still ${JSON.stringify(answer)}`);
  }
}
