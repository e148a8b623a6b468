import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadModels } from '../../../src/cli/loadModels.ts';
import { documentHash } from '../../../src/model/documentHash.ts';
import { createTrainedComponents } from '../../../src/model/trainedComponents.ts';
import { runToEnd } from '../../../src/model/work.ts';

const text = readFileSync('src/protocol/rpc.ts', 'utf8').repeat(2) + 'größer → 😀\n'.repeat(300);

describe('trained components', () => {
  it('learn a long text in pieces exactly as in one, and report the lengths, which sum to the whole length', async () => {
    const models = await loadModels(false);
    const { bytes } = models.openContextMixing(text.length);
    bytes.begin(documentHash('w/a.ts'));
    bytes.learn(new TextEncoder().encode(text));
    const trained = createTrainedComponents(models, { texts: [{ path: 'w/a.ts', text }], checkpoint: undefined });
    const lengths = [...trained.train(['contextMixing'])];
    assert.ok(lengths.length > 4 && lengths.every((length) => length > 0 && length <= 4096));
    assert.ok(Math.abs(lengths.reduce((sum, length) => sum + length, 0) - text.length) < 1e-6);
    const { measure, model } = trained.combine(['contextMixing']);
    model.begin('w/b.ts');
    bytes.begin(documentHash('w/b.ts'));
    assert.equal(measure!(text.slice(0, 3000)), bytes.measure(new TextEncoder().encode(text.slice(0, 3000))));
  });

  it('do not replace a component that predicts nothing alone by another one', async () => {
    const models = await loadModels(true);
    runToEnd(models.loadPretrainedNetwork());
    const trained = createTrainedComponents(models, { texts: [], checkpoint: undefined });
    assert.throws(() => trained.combine(['cache']), /cache predicts only together with contextMixing/);
  });
});
