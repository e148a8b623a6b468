// What the counts need, standing still and learning on.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { buildKernels } from '../../../scripts/build/kernels.mjs';
import { createContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';
import { contextMixingBaselines } from '../../../src/learner/contextMixingBaselines.ts';

const size = { tableBytes: 2 ** 20, historyBytes: 2 ** 17, matchBits: 12, contexts: 39 };

async function bits(train: string, heldOut: string): Promise<Record<string, number>> {
  await buildKernels();
  const file = await readFile(new URL('../../../build/contextMixing.wasm', import.meta.url));
  const counts = createContextMixing(new WebAssembly.Module(file), size);
  const found = contextMixingBaselines(counts, {
    train: [train],
    heldOut: heldOut === '' ? [] : [{ context: '', text: heldOut }],
  });
  return Object.fromEntries(found.map(({ kind, bitsPerChar }) => [kind, bitsPerChar]));
}

describe('counts as a baseline', () => {
  const train = 'the quick brown fox jumps over the lazy dog. '.repeat(40);
  const strange = 'grün ist die Heide, und ich bin der Hüter. '.repeat(12);

  it('need little for what they know', async () => {
    const known = await bits(train, train.slice(0, 400));
    assert.ok(known['counts']! < 0.5 && known['counts and cache']! < 0.5, JSON.stringify(known));
  });

  it('learn what repeats itself only where they may', async () => {
    const { counts, 'counts and cache': learning } = await bits(train, strange);
    assert.ok(learning! < counts! / 2, `${learning} against ${counts}`);
  });

  it('are none where nothing is held out', async () => {
    assert.deepEqual(await bits(train, ''), {});
  });
});
