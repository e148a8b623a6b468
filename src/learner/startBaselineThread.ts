// Starts the thread that counts for the baselines, on Node.
import { Worker } from 'node:worker_threads';
import type { Baseline } from '../protocol/learner.ts';
import type { BaselineTexts } from './contextMixingBaselines.ts';

/** `done` hears the baselines once, unless what is answered was called before. */
export type StartBaselines = (texts: BaselineTexts, done: (baselines: readonly Baseline[]) => void) => () => void;

/** What fails here is missing in a picture, no more: nobody is told. */
export function baselineThread(threadFile: URL): StartBaselines {
  return (texts, done) => {
    const worker = new Worker(threadFile, { workerData: texts, execArgv: [] });
    let wanted = true;
    worker.on('message', (baselines: readonly Baseline[]) => {
      if (wanted) done(baselines);
    });
    worker.on('error', () => undefined);
    return () => {
      wanted = false;
      void worker.terminate();
    };
  };
}
