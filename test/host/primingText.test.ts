import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startThread } from '../../src/processes/program.ts';
import { PredictorClient } from '../../src/host/processes/predictorClient.ts';
import { predictorOptions } from '../../src/host/settings.ts';
import { configure, learnMs, program, restoreSettings, until } from './extensionHost.ts';
import { requestAfter, token } from './ghostText.ts';

/** A predictor as the extension starts it, in a workspace of one short text. `suggested` returns the suggestion after `before`. */
function predicting() {
  const predictor = new PredictorClient(
    () => startThread(program('predictor.mjs'), 'test', predictorOptions()),
    () => undefined,
  );
  predictor.learn([{ path: 'w/note.log', text: 'Nothing of the kind.\n'.repeat(3) }]);
  const suggested = async (before: string): Promise<string> => {
    const completion = await predictor.complete(requestAfter(before, { document: 'w/a.py' }), token);
    return completion?.text ?? '';
  };
  return { predictor, suggested };
}

describe('the pretrained data', () => {
  const line = 'class Note:\n    def __init__(';
  after(restoreSettings);

  it('suggests how a Python class begins in a workspace without Python', async () => {
    await configure({ 'suggestions.pretrained': true });
    const { predictor, suggested } = predicting();
    await until(async () => (await suggested(line)).startsWith('self'), learnMs);
    predictor.dispose();
  });

  it('suggest no Python when they are turned off', async () => {
    await configure({ 'suggestions.pretrained': false });
    const { predictor, suggested } = predicting();
    await until(async () => (await suggested('Nothing of the ')).startsWith('kind'), learnMs);
    await sleep(1000);
    assert.doesNotMatch(await suggested(line), /self/);
    predictor.dispose();
  });
});
