// The learner in this thread, as one call.
import { setImmediate } from 'node:timers/promises';
import { createLearner } from '../learner/learner.ts';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { chooseEngine } from './engine.ts';

/** Resolves with the best checkpoint, rejects with the learner's own message. */
export function learn(command: ToLearner, hear: (event: LearnerEvent) => void): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let best: Uint8Array | undefined;
    let tell: (message: ToLearner) => void = () => undefined;
    const send = (event: LearnerEvent): void => {
      hear(event);
      if (event.type === 'checkpoint') best = event.bytes;
      else if (event.type === 'failed') reject(new Error(event.message));
      else if (event.type === 'ended' && best) resolve(best);
      else if (event.type === 'ended') reject(new Error('The training ended before its first step.'));
    };
    createLearner({ send, receive: (listener) => void (tell = listener) }, chooseEngine, {
      now: () => performance.now(),
      breathe: () => setImmediate(),
    });
    process.once('SIGINT', () => {
      tell({ type: 'stop' });
    });
    tell(command);
  });
}
