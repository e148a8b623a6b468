import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLoadMeter } from '../../../../src/host/processes/programLoads.ts';
import type { ProgramUsage } from '../../../../src/protocol/programUsage.ts';

/** Measures a predictor that has these usages, one after the other. */
function measuring(usages: readonly (ProgramUsage | undefined)[]) {
  const left = usages.values();
  const none = async (): Promise<undefined> => undefined;
  return createLoadMeter({ learner: none, analyzer: none, masker: none, predictor: async () => left.next().value });
}

describe('the load of programs', () => {
  it('is the CPU time since the measurement before', async () => {
    const measure = measuring([
      { memoryBytes: 7, cpuMs: 100 },
      { memoryBytes: 8, cpuMs: 110 },
    ]);
    assert.deepEqual((await measure()).predictor, { memoryBytes: 7, cores: undefined });
    const startedAt = performance.now();
    await sleep(20);
    const { predictor } = await measure();
    assert.equal(predictor?.memoryBytes, 8);
    assert.ok(predictor.cores! > 0 && predictor.cores! <= 10 / Math.min(20, performance.now() - startedAt));
  });

  it('is unknown for a program that was started again', async () => {
    const measure = measuring([{ memoryBytes: 7, cpuMs: 100 }, { memoryBytes: 7, cpuMs: 5 }, undefined]);
    await measure();
    assert.deepEqual((await measure()).predictor, { memoryBytes: 7, cores: undefined });
    assert.equal((await measure()).predictor, undefined);
  });
});
