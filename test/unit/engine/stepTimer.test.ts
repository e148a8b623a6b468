// The step timer: the phases of a timed step add up to its duration.
import assert from 'node:assert/strict';
import { kernelEngine } from '../../../src/engine/kernelEngine.ts';
import { cells } from '../../../src/engine/cells.ts';
import { stepPhases, type StepTimes } from '../../../src/engine/stepTimer.ts';
import { begin, options } from './engineContract.ts';
import { kernelBuilds } from './kernelFiles.ts';

describe('timed steps', () => {
  for (const cell of cells) {
    it(`report the time of each phase, and cover most of the step (${cell})`, () => {
      const { step } = begin(kernelEngine('plain', kernelBuilds('engine-plain')), options(cell, { streams: 8 }));
      const shares: number[] = [];
      let times: StepTimes | undefined;
      for (let count = 0; count < 256; count++) {
        const startedAt = performance.now();
        const report = step();
        if (count === 1) assert.ok(report.times, 'the second is timed');
        if (!report.times) continue;
        times = report.times;
        shares.push(stepPhases.reduce((sum, phase) => sum + report.times![phase], 0) / (performance.now() - startedAt));
      }
      assert.equal(shares.length, 16);
      assert.ok(Math.max(...shares) > 0.7 && Math.max(...shares) <= 1, String(shares));
      for (const phase of ['products', 'gates', 'outputs', 'softmax', 'update'] as const)
        assert.ok(times![phase] > 0, phase);
      assert.equal(times!.waiting, 0);
    });
  }
});
