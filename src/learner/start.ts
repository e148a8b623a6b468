// Starts a learner with its kernels and clock: the common part of the thread and the process.
import { setImmediate } from 'node:timers/promises';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import shared from '../../build/engine-shared.wasm';
import wide from '../../build/engine-wide.wasm';
import type { Channel } from '../protocol/channel.ts';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { createLearner } from './learner.ts';
import { engineWith } from './nodeEngine.ts';
import { startBaselineThread } from './startBaselineThread.ts';

/** `mayBeWide`: `allowWideVectors` was called in this process. */
export function startLearner(channel: Channel<ToLearner, LearnerEvent>, mayBeWide: boolean): void {
  const files = { plain, relaxed, shared, ...(mayBeWide && { wide }) };
  createLearner(channel, {
    chooseEngine: engineWith(files, new URL('./trainingThread.mjs', import.meta.url)),
    now: () => performance.now(),
    yieldToMessages: () => setImmediate(),
    startBaselines: startBaselineThread(new URL('./baselineThread.mjs', import.meta.url)),
  });
}
