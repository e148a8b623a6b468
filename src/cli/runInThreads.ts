import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Runs jobs in at most `threads` worker threads, and returns the results in the order of the jobs. Each thread runs `entry` with
 * `input` as its `workerData`. It gets one job as a message, posts one message as the result, and then gets the next job.
 * Rejects when a thread throws.
 */
export async function runInThreads<Job, Result>(
  entry: URL,
  input: unknown,
  jobs: readonly Job[],
  threads: number,
): Promise<readonly Result[]> {
  const results = new Array<Result>(jobs.length);
  const remaining = jobs.entries();
  await Promise.all(
    Array.from({ length: Math.min(threads, jobs.length) }, async () => {
      const worker = new Worker(entry, { workerData: input });
      try {
        for (const [index, job] of remaining) {
          worker.postMessage(job);
          [results[index]] = (await once(worker, 'message')) as [Result];
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return results;
}
