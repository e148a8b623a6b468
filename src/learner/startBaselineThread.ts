// Starts the thread of the context-mixing baselines, on Node.
import { Worker } from 'node:worker_threads';
import type { Baseline } from '../protocol/learner.ts';
import type { BaselineTexts } from './contextMixingBaselines.ts';

/** Calls `done` once with the baselines, unless the returned function stops the computation before. */
export type StartBaselines = (texts: BaselineTexts, done: (baselines: readonly Baseline[]) => void) => () => void;

/** An error of the thread is ignored: only these baselines are missing then. */
export function startBaselineThread(threadFile: URL): StartBaselines {
  return (texts, done) => {
    const worker = new Worker(threadFile, { workerData: texts, execArgv: [] });
    let stopped = false;
    worker.on('message', (baselines: readonly Baseline[]) => {
      if (!stopped) done(baselines);
    });
    worker.on('error', () => undefined);
    return () => {
      stopped = true;
      void worker.terminate();
    };
  };
}
