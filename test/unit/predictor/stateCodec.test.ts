import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { stateCodec } from '../../../src/predictor/stateCodec.ts';

const bytes = new TextEncoder().encode('the same again, '.repeat(1000));

describe('the compression of the learned state', () => {
  it('gives back what it compressed, also nothing', async () => {
    const compressed = await stateCodec.compress(bytes);
    assert.ok(compressed.length < bytes.length / 50);
    assert.deepEqual([...(await stateCodec.decompress(compressed, bytes.length))], [...bytes]);
    const empty = await stateCodec.compress(new Uint8Array());
    assert.equal((await stateCodec.decompress(empty, 0)).length, 0);
  });

  it('rejects a result that is longer or shorter than expected, and what it cannot read', async () => {
    const compressed = await stateCodec.compress(bytes);
    await assert.rejects(stateCodec.decompress(compressed, bytes.length - 1));
    await assert.rejects(stateCodec.decompress(compressed, bytes.length + 1));
    await assert.rejects(stateCodec.decompress(bytes, bytes.length));
  });

  it('hashes all parts, and where one ends', async () => {
    const hashOf = (...parts: number[][]) => stateCodec.hash(parts.map((part) => Uint8Array.from(part)));
    const hashes = await Promise.all([
      hashOf([1, 2], [3]),
      hashOf([1], [2, 3]),
      hashOf([1, 2, 3]),
      hashOf([1, 2], [4]),
    ]);
    assert.equal(new Set(hashes).size, 4);
    assert.equal(await hashOf([1, 2], [3]), hashes[0]);
  });
});

/** In a process of its own: what a result takes stays allocated there when it is freed, if it was allocated in many small chunks. */
const measuring = `
  const { stateCodec } = await import(process.argv[1]);
  const bytes = new Uint8Array(30e6);
  for (let at = 0, random = 1; at < bytes.length; at++) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    bytes[at] = random >>> 24;
  }
  const residentMb = () => (gc(), process.memoryUsage.rss() / 2 ** 20);
  const before = residentMb();
  await stateCodec.decompress(await stateCodec.compress(bytes), bytes.length);
  let keptMb = Infinity;
  // Buffers are freed some time after they are collected.
  for (let tries = 0; keptMb > 15 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    keptMb = residentMb() - before;
  }
  console.log(keptMb);
`;

describe('the memory of the compression', () => {
  it('is given back when the results are', function () {
    // Measured with glibc.
    if (process.platform !== 'linux') return this.skip();
    const codec = new URL('../../../src/predictor/stateCodec.ts', import.meta.url).href;
    const args = ['--expose-gc', '--input-type=module', '--eval', measuring, codec];
    const keptMb = Number(
      execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
    assert.ok(keptMb < 15, `${keptMb} MB of 60`);
  });
});
