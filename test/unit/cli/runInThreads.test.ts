import assert from 'node:assert/strict';
import { runInThreads } from '../../../src/cli/runInThreads.ts';

/** A thread that evaluates the expression `answer` for each job. It may use `job`, `workerData` and `threadId`. */
const thread = (answer: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort, threadId, workerData } from 'node:worker_threads';
      parentPort.on('message', (job) => parentPort.postMessage(${answer}));
    `)}`,
  );

describe('runInThreads', () => {
  it('returns the results in the order of the jobs', async () => {
    const jobs = [5, 4, 3, 2, 1];
    assert.deepEqual(
      await runInThreads(thread('job * workerData.factor'), { factor: 10 }, jobs, 2),
      [50, 40, 30, 20, 10],
    );
  });

  it('starts at most the given number of threads, and none without jobs', async () => {
    const ids = await runInThreads<number, number>(thread('threadId'), undefined, [1, 2, 3, 4, 5, 6], 2);
    assert.ok(new Set(ids).size <= 2);
    assert.deepEqual(await runInThreads(thread('job'), undefined, [], 2), []);
  });

  it('rejects when a thread throws', async () => {
    await assert.rejects(runInThreads(thread('job.missing.name'), undefined, [{}], 1), /missing|undefined/);
  });
});
