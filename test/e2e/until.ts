import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 120_000;

/** Asks until the answer will do, and answers it. */
export async function until<T>(ask: () => Promise<T>, willDo: (answer: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(200)) {
    const answer = await ask();
    if (willDo(answer)) return answer;
    if (Date.now() > deadline) assert.fail(`After ${patienceMs / 1000} s it was still ${JSON.stringify(answer)}`);
  }
}
