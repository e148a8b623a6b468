// What both forms of the learner, the thread and the process, have in common: the kernels and a clock.
import { setImmediate } from 'node:timers/promises';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import shared from '../../build/engine-shared.wasm';
import wide from '../../build/engine-wide.wasm';
import type { Channel } from '../protocol/channel.ts';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { baselineThread } from './startBaselineThread.ts';
import { createLearner } from './learner.ts';
import { engineWith } from './nodeEngine.ts';

/** `mayBeWide`: `allowWideVectors` was called. */
export function startLearner(channel: Channel<ToLearner, LearnerEvent>, mayBeWide: boolean): void {
  const files = { plain, relaxed, shared, ...(mayBeWide && { wide }) };
  const chooseEngine = engineWith(files, new URL('./trainingThread.mjs', import.meta.url));
  createLearner(channel, chooseEngine, {
    now: () => performance.now(),
    breathe: () => setImmediate(),
    startCounting: baselineThread(new URL('./countingThread.mjs', import.meta.url)),
  });
}
