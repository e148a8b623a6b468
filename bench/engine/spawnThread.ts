// Starts training threads for benchmarks and tests: the learner's entry as a worker.
import { Worker } from 'node:worker_threads';
import type { SpawnThread } from '../../src/engine/threadPool.ts';

export const spawnThread: SpawnThread = (workerData) => {
  const worker = new Worker(new URL('../../src/learner/trainingThread.ts', import.meta.url), { workerData });
  worker.unref();
  return () => void worker.terminate();
};
