import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchResources, type ResourceMeters } from '../../../../src/host/dashboard/resourceWatch.ts';
import type { Resources } from '../../../../src/protocol/resources.ts';

describe('the watch of memory, CPU and disk', () => {
  it('reports the cores used between two measurements, and programs that do not run', async () => {
    let measured = 0;
    let analyzerRuns = true;
    let nowMs = 0;
    const meters: ResourceMeters = {
      programs: {
        // Half a core all the time.
        learner: async () => ({ memoryBytes: 5, cpuMs: (nowMs += 1000) / 2 }),
        predictor: async () => ({ memoryBytes: 7, cpuMs: (measured++, 3) }),
        analyzer: async () => (analyzerRuns ? { memoryBytes: 9, cpuMs: 1 } : undefined),
        masker: async () => undefined,
      },
      storage: async () => ({ bytes: 10, maxBytes: 20, learnedBytes: 5 }),
      hostBytes: () => 300,
      limits: () => ({ maxCores: { learner: 2, predictor: 1, analyzer: 1, masker: 2 }, maxHeapBytes: 30 }),
    };
    const reports: Resources[] = [];
    const watch = watchResources(meters, (resources) => reports.push(resources), { intervalMs: 40, now: () => nowMs });
    while (reports.length < 2) await sleep(5);
    analyzerRuns = false;
    while (reports.length < 4) await sleep(5);
    watch.dispose();
    const [first, second] = reports;
    assert.deepEqual(first!.programs.learner, { memoryBytes: 5, cores: undefined });
    assert.deepEqual(second!.programs.learner, { memoryBytes: 5, cores: 0.5 });
    assert.deepEqual(second!.programs.predictor, { memoryBytes: 7, cores: 0 });
    assert.equal(reports.at(-1)!.programs.analyzer, undefined);
    assert.equal(second!.hostBytes, 300);
    assert.deepEqual([second!.storageBytes, second!.maxStorageBytes, second!.maxCores.learner], [10, 20, 2]);
    const last = measured;
    await sleep(120);
    assert.equal(measured, last, 'nothing is measured after it is disposed');
  });
});
