// What both forms of the learner, the thread and the process, have in common: the choice of the engine and a clock.
import { setImmediate } from 'node:timers/promises';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import { selectEngine } from '../engine/selectEngine.ts';
import type { Channel } from '../protocol/channel.ts';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { createLearner } from './learner.ts';

/** The channel must keep what arrives before somebody listens. */
export async function startLearner(channel: Channel<ToLearner, LearnerEvent>): Promise<void> {
  const engine = await selectEngine({ plain, relaxed });
  createLearner(channel, engine, { now: () => performance.now(), breathe: () => setImmediate() });
}
