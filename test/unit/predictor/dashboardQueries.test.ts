// Queries of the dashboard to the workspace network.
import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { generateSample, predictNextCharacter } from '../../../src/predictor/dashboardQueries.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { checkpointOf, requestAt, turns } from './tinyModel.ts';

const cycle = 'abcdefg hi.\n';
const sampling = { temperature: 0, topP: 1, seed: 1 };

function completerOf(stepMs = 0) {
  const completer = createCompleter({ models: createModels({ engine: referenceEngine }), ...turns(stepMs) });
  void completer.load(checkpointOf(cycle));
  return completer;
}

const at = (before: string, after: string) => ({ document: 'a.txt', before, after, count: 3 });

describe('dashboard queries', () => {
  it('return the most probable next characters and the probability of the actual one', async () => {
    const prediction = await completerOf().query((network) => predictNextCharacter(network, at('xab', 'c')));
    assert.equal(prediction!.expected[0]!.character, 'c');
    assert.equal(prediction!.expected.length, 3);
    assert.ok(prediction!.expected[0]!.probability > 0.9);
    assert.ok(Math.abs(prediction!.probabilityOfAfter! - prediction!.expected[0]!.probability) < 1e-6);
  });

  it('return no probability at the end of the text, nor for an unknown character', async () => {
    const completer = completerOf();
    for (const after of ['', '中']) {
      const prediction = await completer.query((network) => predictNextCharacter(network, at('ab', after)));
      assert.equal(prediction!.probabilityOfAfter, undefined);
    }
  });

  it('continue a prompt by a number of characters', async () => {
    const text = await completerOf().query((network) =>
      generateSample(network, { prompt: 'ab', characters: 12, sampling }),
    );
    assert.equal(text, 'cdefg hi.\nab');
  });

  it('stop for a completion and do not change it', async () => {
    const completer = completerOf(1000);
    const query = completer.query((network) => generateSample(network, { prompt: 'ab', characters: 50, sampling }));
    const completion = (await completer.complete(requestAt('ab', { maxCharacters: 50 }), () => false)).completion;
    assert.equal(completion?.text, 'cdefg hi.');
    assert.equal(await query, undefined);
  });
});
