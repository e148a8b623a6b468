import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  coresUsed,
  usageOfProcess,
  usageOfThread,
  type ProcessMeter,
  type ProgramUsage,
} from '../../../src/protocol/programUsage.ts';

const meter: ProcessMeter = {
  memoryUsage: () => ({ rss: 900, heapTotal: 30, external: 20 }),
  cpuUsage: () => ({ user: 5000, system: 1000 }),
  threadCpuUsage: () => ({ user: 2000, system: 500 }),
};

interface Printed extends Record<'before' | 'after' | 'whole', ProgramUsage> {
  readonly byteLength: number;
}

describe('the usage of a program', () => {
  it('is that of the whole process', () => {
    assert.deepEqual(usageOfProcess(meter), { memoryBytes: 900, cpuMs: 6 });
  });

  it('is that of one thread without its process', () => {
    assert.deepEqual(
      usageOfThread(meter, () => 7),
      { memoryBytes: 50, cpuMs: 2.5 },
    );
    const { memoryUsage, cpuUsage } = meter;
    assert.deepEqual(
      usageOfThread({ memoryUsage, cpuUsage }, () => 7),
      { memoryBytes: 50, cpuMs: 7 },
    );
  });

  it('gives the cores used between two measurements', () => {
    const at = (cpuMs: number) => ({ memoryBytes: 1, cpuMs });
    assert.equal(coresUsed(at(100), at(1600), 1000), 1.5);
    assert.equal(coresUsed(at(100), at(50), 1000), 0, 'another process with the same role');
    assert.equal(coresUsed(at(100), at(200), 0), 0);
  });

  it('counts the memory of kernels and the time of a busy loop of the process that calls it', () => {
    const module = JSON.stringify(new URL('../../../src/protocol/programUsage.ts', import.meta.url));
    const program = `
      import { usageOfProcess, usageOfThread } from ${module};
      const usage = () => usageOfThread(process, () => performance.eventLoopUtilization().active);
      const before = usage();
      const memory = new WebAssembly.Memory({ initial: 640 });
      const until = performance.now() + 30;
      while (performance.now() < until);
      const after = usage();
      // Used after the measurement, or the garbage collection may free it before.
      const { byteLength } = memory.buffer;
      console.log(JSON.stringify({ before, after, whole: usageOfProcess(process), byteLength }));`;
    // A process of its own: in this one, memory of other tests is freed at any time.
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
    const { before, after, whole, byteLength } = JSON.parse(printed) as Printed;
    assert.equal(byteLength, 640 * 65536);
    const growth = after.memoryBytes - before.memoryBytes;
    assert.ok(growth > 0.8 * byteLength, `${growth}`);
    assert.ok(after.cpuMs > before.cpuMs);
    assert.ok(whole.memoryBytes > 0);
    assert.ok(whole.cpuMs > 0);
  });
});
