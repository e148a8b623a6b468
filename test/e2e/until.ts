// Polling for conditions in the editor.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { holdsWithin } from '../holdsWithin.ts';

const defaultTimeoutMs = 120_000;

/** Polls `ask` until its answer is accepted, and returns the answer. */
export async function until<T>(
  ask: () => Promise<T>,
  isAccepted: (answer: T) => boolean,
  timeoutMs = defaultTimeoutMs,
): Promise<T> {
  let answer: T | undefined;
  const isReached = await holdsWithin(timeoutMs, async () => isAccepted((answer = await ask())), 200);
  assert.ok(isReached, `After ${timeoutMs / 1000} s the answer was still ${JSON.stringify(answer)}`);
  return answer as T;
}

/** Whether the element becomes visible within this time. */
export function appears(element: Locator, timeoutMs: number): Promise<boolean> {
  return element
    .first()
    .waitFor({ timeout: timeoutMs })
    .then(
      () => true,
      () => false,
    );
}
