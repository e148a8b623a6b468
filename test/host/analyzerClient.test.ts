// The host's end of the examiner, with a process that answers when it is told to.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnalyzerClient } from '../../src/host/processes/analyzerClient.ts';
import type { FromAnalyzer, ToAnalyzer } from '../../src/protocol/analyzer.ts';

const idleMs = 40;

function clientOf() {
  let hear = (message: FromAnalyzer): void => assert.fail(message.type);
  const asked: number[] = [];
  let starts = 0;
  let closes = 0;
  const client = new AnalyzerClient(
    () => {
      starts++;
      return {
        send: (message: ToAnalyzer) => void (message.type === 'ask' && asked.push(message.id)),
        receive: (listener) => (hear = listener),
        onDeath: () => undefined,
        close: () => closes++,
      };
    },
    { checkpoint: async () => new Uint8Array(1), texts: async () => [] },
    idleMs,
  );
  return {
    client,
    answer: () => hear({ type: 'result', id: asked.at(-1)!, result: { kind: 'files', files: [] } }),
    lives: () => ({ starts, closes }),
  };
}

describe('the examiner', () => {
  it('is ended when no question has come for a while, and begins anew with the next one', async () => {
    const { client, answer, lives } = clientOf();
    for (const starts of [1, 2]) {
      const found = client.analyze({ kind: 'files' });
      await sleep(0);
      answer();
      await found;
      await sleep(3 * idleMs);
      assert.deepEqual(lives(), { starts, closes: starts });
    }
    client.dispose();
  });

  it('is one process also when a newer checkpoint comes while the first is being opened', async () => {
    const { client, answer, lives } = clientOf();
    const first = client.analyze({ kind: 'files' });
    client.invalidateCheckpoint();
    const second = client.analyze({ kind: 'files' });
    await sleep(5);
    assert.deepEqual(lives(), { starts: 1, closes: 0 });
    answer();
    assert.deepEqual(await second, { kind: 'files', files: [] });
    client.dispose();
    assert.deepEqual(lives(), { starts: 1, closes: 1 });
    await assert.rejects(first);
  });

  it('does not begin with what was forgotten while it was being opened', async () => {
    const { client, lives } = clientOf();
    const question = client.analyze({ kind: 'files' });
    client.reset();
    await assert.rejects(question);
    assert.deepEqual(lives(), { starts: 0, closes: 0 });
    client.dispose();
  });

  it('answers a question that takes longer than it would be kept idle', async () => {
    const { client, answer, lives } = clientOf();
    const first = client.analyze({ kind: 'files' });
    await sleep(0);
    answer();
    await first;
    const second = client.analyze({ kind: 'files' });
    await sleep(3 * idleMs);
    assert.deepEqual(lives(), { starts: 1, closes: 0 });
    answer();
    assert.deepEqual(await second, { kind: 'files', files: [] });
    client.dispose();
  });
});
