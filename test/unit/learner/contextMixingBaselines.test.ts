// The context-mixing baselines, with fixed and with adaptive statistics.
import assert from 'node:assert/strict';
import { createContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';
import { contextMixingBaselines } from '../../../src/learner/contextMixingBaselines.ts';
import { kernelModule } from '../model/contextMixing/kernelModule.ts';

const size = { tableBytes: 2 ** 20, historyBytes: 2 ** 17, matchBits: 12, contexts: 39 };

async function bits(train: string, heldOut: string): Promise<Record<string, number>> {
  const model = createContextMixing(await kernelModule(), size);
  const found = contextMixingBaselines(model, {
    train: [train],
    heldOut: heldOut === '' ? [] : [{ context: '', text: heldOut }],
  });
  return Object.fromEntries(found.map(({ kind, bitsPerChar }) => [kind, bitsPerChar]));
}

describe('context-mixing baselines', () => {
  const train = 'the quick brown fox jumps over the lazy dog. '.repeat(40);
  const unknown = 'grün ist die Heide, und ich bin der Hüter. '.repeat(12);

  it('need few bits for known text', async () => {
    const known = await bits(train, train.slice(0, 400));
    assert.ok(known['contextMixing']! < 0.5 && known['adaptiveContextMixing']! < 0.5, JSON.stringify(known));
  });

  it('learn repetitions in the held-out text only if they are adaptive', async () => {
    const { contextMixing, adaptiveContextMixing } = await bits(train, unknown);
    assert.ok(adaptiveContextMixing! < contextMixing! / 2, `${adaptiveContextMixing} against ${contextMixing}`);
  });

  it('are empty if no text is held out', async () => {
    assert.deepEqual(await bits(train, ''), {});
  });
});
