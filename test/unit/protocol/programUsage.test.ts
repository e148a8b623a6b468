import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { coresUsed, usageOfProcess, usageOfThread, type ProcessMeter } from '../../../src/protocol/programUsage.ts';

const meter: ProcessMeter = {
  memoryUsage: () => ({ rss: 900, heapTotal: 30, external: 20 }),
  cpuUsage: () => ({ user: 5000, system: 1000 }),
  threadCpuUsage: () => ({ user: 2000, system: 500 }),
};

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

  it('counts the memory of kernels and the time of a busy loop in this process', () => {
    const before = usageOfThread(process, () => performance.eventLoopUtilization().active);
    const memory = new WebAssembly.Memory({ initial: 160 });
    const until = performance.now() + 30;
    while (performance.now() < until);
    const after = usageOfThread(process, () => performance.eventLoopUtilization().active);
    assert.ok(after.memoryBytes - before.memoryBytes > 0.8 * memory.buffer.byteLength);
    assert.ok(after.cpuMs > before.cpuMs);
    assert.ok(usageOfProcess(process).memoryBytes > after.memoryBytes);
  });
});
