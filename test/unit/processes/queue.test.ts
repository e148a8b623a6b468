import assert from 'node:assert/strict';
import { createQueue } from '../../../src/processes/queue.ts';

describe('a queue of works', () => {
  it('begins a work when all earlier ones have settled', async () => {
    const inOrder = createQueue();
    const log: string[] = [];
    const work = async (name: string): Promise<string> => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      return name;
    };
    assert.deepEqual(await Promise.all([inOrder(() => work('a')), inOrder(() => work('b'))]), ['a', 'b']);
    assert.deepEqual(log, ['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('goes on after an error, which only its own work reports', async () => {
    const inOrder = createQueue();
    const failing = inOrder(() => Promise.reject(new Error('a full disk')));
    const next = inOrder(() => 1);
    await assert.rejects(failing, /full disk/);
    assert.equal(await next, 1);
  });
});
