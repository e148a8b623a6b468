// The host's side of the analyzer, with a program that replies when the test tells it to.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { AnalyzerClient } from '../../src/host/processes/analyzerClient.ts';
import { checkpointInMemory } from '../../src/host/processes/checkpointSource.ts';
import type { AnalysisResult, AnalyzerApi } from '../../src/protocol/analyzer.ts';
import { fakeProgram } from './fakeProgram.ts';

const idleMs = 40;
const result: AnalysisResult = { kind: 'files', files: [] };

function clientOf() {
  const replies: (() => void)[] = [];
  const analyze = () => new Promise((resolve) => replies.push(() => resolve(result)));
  const program = fakeProgram<AnalyzerApi>(['open', 'analyze'], {
    open: async () => undefined,
    analyze: analyze as AnalyzerApi['analyze'],
  });
  const client = new AnalyzerClient(
    program.start,
    { checkpoint: checkpointInMemory(new Uint8Array(1)), texts: async () => [] },
    () => undefined,
    idleMs,
  );
  return {
    client,
    program,
    reply: () => replies.at(-1)!(),
    runs: () => ({ starts: program.starts(), stops: program.stops() }),
  };
}

describe('the analyzer client', () => {
  it('ends the process when no query came for a while, and starts it again with the next query', async () => {
    const { client, reply, runs } = clientOf();
    for (const starts of [1, 2]) {
      const found = client.analyze({ kind: 'files' });
      await sleep(5);
      reply();
      await found;
      await sleep(3 * idleMs);
      assert.deepEqual(runs(), { starts, stops: starts });
    }
    client.dispose();
  });

  it('starts one process, also when a newer checkpoint comes while the first is being opened', async () => {
    const { client, reply, runs } = clientOf();
    const first = client.analyze({ kind: 'files' });
    client.invalidateCheckpoint();
    const second = client.analyze({ kind: 'files' });
    await sleep(5);
    assert.deepEqual(runs(), { starts: 1, stops: 0 });
    reply();
    assert.deepEqual(await second, result);
    client.dispose();
    assert.deepEqual(runs(), { starts: 1, stops: 1 });
    await assert.rejects(first, /closed/);
  });

  it('does not start with a network that was forgotten while it was being opened', async () => {
    const { client, runs } = clientOf();
    const query = client.analyze({ kind: 'files' });
    client.reset();
    await assert.rejects(query, /forgotten/);
    assert.deepEqual(runs(), { starts: 0, stops: 0 });
    client.dispose();
  });

  it('answers a query that takes longer than the process may be idle', async () => {
    const { client, reply, runs } = clientOf();
    const first = client.analyze({ kind: 'files' });
    await sleep(5);
    reply();
    await first;
    const second = client.analyze({ kind: 'files' });
    await sleep(3 * idleMs);
    assert.deepEqual(runs(), { starts: 1, stops: 0 });
    reply();
    assert.deepEqual(await second, result);
    client.dispose();
  });

  it('rejects the query of a process that exits, and starts it a limited number of times', async () => {
    const { client, program } = clientOf();
    for (let exit = 1; exit <= 4; exit++) {
      const query = client.analyze({ kind: 'files' });
      await sleep(5);
      program.exit('SIGKILL');
      await assert.rejects(query, /The program that analyzes the network stopped: SIGKILL/);
    }
    await assert.rejects(client.analyze({ kind: 'files' }), /several times/);
    assert.equal(program.starts(), 4);
    client.dispose();
  });
});
