// The selection of an engine and its self-check.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Engine } from '../../../src/engine/engine.ts';
import { kernelEngine } from '../../../src/engine/kernelEngine.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { disagreement } from '../../../src/engine/selfCheck.ts';
import { selectEngine } from '../../../src/engine/selectEngine.ts';
import { kernelBuilds } from './kernelFiles.ts';

describe('selecting an engine', () => {
  it('selects the fastest build that the host can run', async () => {
    const engine = await selectEngine({ plain: bytes('engine-plain'), relaxed: bytes('engine-relaxed') });
    assert.equal(engine.name, 'WebAssembly SIMD, relaxed FMA');
  });

  it('selects the build for shared memory for more than one thread', async () => {
    const files = { relaxed: bytes('engine-relaxed'), shared: bytes('engine-shared') };
    const engine = await selectEngine(files, { threads: 2, spawnThread: () => () => undefined });
    assert.equal(engine.name, 'WebAssembly SIMD, relaxed FMA, 2 threads');
    assert.equal((await selectEngine(files)).name, 'WebAssembly SIMD, relaxed FMA');
  });

  it('selects the wide build only if it is much faster, because V8 may not widen it', async () => {
    const files = { relaxed: bytes('engine-relaxed'), wide: bytes('engine-wide') };
    const chosen = async (wide: number, relaxed: number): Promise<string> =>
      (await selectEngine(files, { timeSteps: () => [wide, relaxed] })).name;
    assert.equal(await chosen(1, 2), 'WebAssembly SIMD, 256 bits wide');
    assert.equal(await chosen(1, 1.1), 'WebAssembly SIMD, relaxed FMA');
    assert.equal(await chosen(2, 1), 'WebAssembly SIMD, relaxed FMA');
  });

  it('falls back to the next build if one does not compile', async () => {
    const engine = await selectEngine({ plain: bytes('engine-plain'), relaxed: new Uint8Array([0, 1, 2]) });
    assert.equal(engine.name, 'WebAssembly SIMD');
  });

  it('falls back to the reference without a build', async () => {
    assert.equal(await selectEngine({}), referenceEngine);
  });
});

describe('the self-check', () => {
  it('accepts the reference and every build', () => {
    assert.equal(disagreement(referenceEngine), undefined);
    for (const build of ['engine-plain', 'engine-relaxed', 'engine-shared', 'engine-wide']) {
      assert.equal(disagreement(kernelEngine(build, kernelBuilds(build))), undefined);
    }
  });

  it('detects a trainer with wrong weights', () => {
    const wrong: Engine = {
      ...referenceEngine,
      trainer: (options) => referenceEngine.trainer({ ...options, maxGradientNorm: options.maxGradientNorm * 1.1 }),
    };
    assert.match(disagreement(wrong) ?? '', /off by/);
  });
});

function bytes(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(new URL(`../../../build/${name}.wasm`, import.meta.url)));
}
