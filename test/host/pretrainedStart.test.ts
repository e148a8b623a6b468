import assert from 'node:assert/strict';
import { itemsOf } from '../../src/protocol/series.ts';
import { configure } from './extensionHost.ts';
import { beginWithNothing, forget } from './suite.ts';
import { train } from './trainingSteps.ts';

describe('a training with the default cell and size', () => {
  const begin = async (settings: Readonly<Record<string, unknown>>) => {
    await forget();
    await configure(settings);
    return train();
  };

  beginWithNothing({ 'training.seconds': 2, 'training.threads': 1 });

  it('starts from the pretrained network of the package', async () => {
    const { settings, heldOut } = await begin({ 'training.start': 'pretrained', 'suggestions.pretrained': true });
    assert.deepEqual([settings?.start, settings?.hiddenSize], ['pretrained', 384]);
    assert.equal(itemsOf(heldOut)[0]?.step, 0);
  });

  it('starts from scratch where the pretrained data is turned off', async () => {
    const { settings } = await begin({ 'training.start': 'pretrained', 'suggestions.pretrained': false });
    assert.deepEqual([settings?.start, settings?.hiddenSize], ['scratch', 320]);
  });
});
