import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { itemsOf } from '../../src/protocol/series.ts';
import { configure, parts, restoreSettings, untilStatus } from './extensionHost.ts';

describe('a training with the default cell and size', () => {
  const begin = async (settings: Readonly<Record<string, unknown>>) => {
    const { session } = await parts();
    await commands.executeCommand('hiddenState.forget', true);
    await configure({ 'training.seconds': 2, 'training.threads': 1, ...settings });
    await commands.executeCommand('hiddenState.train', 'nothing');
    await untilStatus(session, 'ended');
    return session.state;
  };

  after(async () => {
    await commands.executeCommand('hiddenState.forget', true);
    await restoreSettings();
  });

  it('starts from the pretrained network of the package', async () => {
    const { settings, heldOut } = await begin({ 'training.start': 'pretrained', 'suggestions.pretrained': true });
    assert.deepEqual([settings?.start, settings?.hiddenSize], ['pretrained', 256]);
    assert.equal(itemsOf(heldOut)[0]?.step, 0);
  });

  it('starts from scratch where the pretrained data is turned off', async () => {
    const { settings } = await begin({ 'training.start': 'pretrained', 'suggestions.pretrained': false });
    assert.deepEqual([settings?.start, settings?.hiddenSize], ['scratch', 320]);
  });
});
