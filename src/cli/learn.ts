// Trains in this thread, as one asynchronous call.
import { setImmediate } from 'node:timers/promises';
import { createLearner } from '../learner/learner.ts';
import type { LearnerEvent, TrainingJob } from '../protocol/learner.ts';
import { chooseEngine } from './engine.ts';

const echoMs = 5000;

/** Resolves with the best checkpoint. Rejects with the learner's error message. */
export function learn(job: TrainingJob, onEvent: (event: LearnerEvent) => void): Promise<Uint8Array> {
  let finished = (): void => undefined;
  return new Promise<Uint8Array>((resolve, reject) => {
    let best: Uint8Array | undefined;
    const report = (event: LearnerEvent): void => {
      onEvent(event);
      if (event.type === 'checkpoint') best = event.bytes;
      else if (event.type === 'failed') reject(new Error(event.message));
      else if (event.type === 'ended' && best) resolve(best);
      else if (event.type === 'ended') reject(new Error('The training ended before its first step.'));
    };
    const learner = createLearner(report, {
      chooseEngine,
      now: () => performance.now(),
      yieldToMessages: () => setImmediate(),
    });
    const stop = (): void => learner.stop();
    process.on('SIGINT', stop);
    // A terminal may deliver Ctrl+C twice. The second signal must not end the program before the checkpoint is written.
    finished = () => void setTimeout(() => process.off('SIGINT', stop), echoMs).unref();
    void learner.train(job);
  }).finally(() => finished());
}
