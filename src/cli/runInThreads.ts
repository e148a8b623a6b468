import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * The answers to all jobs, in their order. Each of at most `threads` threads is started from `entry` with `material` as its
 * `workerData`, and answers one job, a message, with one message, before it gets the next. Rejects when a thread throws.
 */
export async function runInThreads<Job, Answer>(
  entry: URL,
  material: unknown,
  jobs: readonly Job[],
  threads: number,
): Promise<readonly Answer[]> {
  const answers = new Array<Answer>(jobs.length);
  const left = jobs.entries();
  await Promise.all(
    Array.from({ length: Math.min(threads, jobs.length) }, async () => {
      const worker = new Worker(entry, { workerData: material });
      try {
        for (const [index, job] of left) {
          worker.postMessage(job);
          [answers[index]] = (await once(worker, 'message')) as [Answer];
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  return answers;
}
