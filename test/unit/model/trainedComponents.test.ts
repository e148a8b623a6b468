import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { loadModels } from '../../../src/cli/loadModels.ts';
import { documentHash } from '../../../src/model/documentHash.ts';
import { createTrainedComponents, learnText } from '../../../src/model/trainedComponents.ts';

const text = readFileSync('src/protocol/rpc.ts', 'utf8').repeat(2) + 'größer → 😀\n'.repeat(300);

describe('trained components', () => {
  it('learn a long text in pieces exactly as in one', async () => {
    const models = await loadModels(false);
    const [whole, pieces] = [models.openContextMixing(0).contextMixing, models.openContextMixing(0).contextMixing];
    whole.begin(documentHash('w/a.ts'));
    const bits = whole.learn(new TextEncoder().encode(text));
    assert.ok(Math.abs(learnText(pieces, { path: 'w/a.ts', text }) - bits) < 1e-6 * bits);
    const [one, other] = [whole, pieces].map((model) => {
      model.begin(7);
      return model.measure(new TextEncoder().encode(text.slice(0, 3000)));
    });
    assert.equal(one, other);
  });

  it('report the length of each piece, which sum to the whole length', async () => {
    const trained = createTrainedComponents(await loadModels(false), {
      texts: [{ path: 'w/a.ts', text }],
      checkpoint: undefined,
    });
    const lengths = [...trained.train(['contextMixing'])];
    assert.ok(lengths.length > 4 && lengths.every((length) => length > 0 && length <= 4096));
    assert.ok(Math.abs(lengths.reduce((sum, length) => sum + length, 0) - text.length) < 1e-6);
  });
});
