import assert from 'node:assert/strict';
import { runInThreads } from '../../../src/cli/runInThreads.ts';

/** A thread that answers each job as `answer` says, which knows `job`, `workerData` and `threadId`. */
const thread = (answer: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort, threadId, workerData } from 'node:worker_threads';
      parentPort.on('message', (job) => parentPort.postMessage(${answer}));
    `)}`,
  );

describe('jobs in threads', () => {
  it('are answered in their order, by what the threads were given', async () => {
    const jobs = [5, 4, 3, 2, 1];
    assert.deepEqual(
      await runInThreads(thread('job * workerData.factor'), { factor: 10 }, jobs, 2),
      [50, 40, 30, 20, 10],
    );
  });

  it('go to no more threads than there may be, and to none where there are none', async () => {
    const ids = await runInThreads<number, number>(thread('threadId'), undefined, [1, 2, 3, 4, 5, 6], 2);
    assert.ok(new Set(ids).size <= 2);
    assert.deepEqual(await runInThreads(thread('job'), undefined, [], 2), []);
  });

  it('fail as a thread fails', async () => {
    await assert.rejects(runInThreads(thread('job.missing.name'), undefined, [{}], 1), /missing|undefined/);
  });
});
