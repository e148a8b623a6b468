// What the dashboard asks of the network between completions.
import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { generateSample, predictNextCharacter } from '../../../src/predictor/dashboardQueries.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import { checkpointOf, requestAt, steppingClock } from './tinyModel.ts';

const cycle = 'abcdefg hi.\n';
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
const sampling = { temperature: 0, topP: 1, seed: 1 };

function completerOf(stepMs = 0) {
  const completer = createCompleter({
    models: createModels({ engine: referenceEngine }),
    now: steppingClock(stepMs),
    breathe,
  });
  void completer.load(checkpointOf(cycle));
  return completer;
}

const at = (before: string, after: string) => ({ document: 'a.txt', before, after, count: 3 });

describe('the network between completions', () => {
  it('tells the likeliest next characters and how likely the one was that stands there', async () => {
    const seen = await completerOf().query((network) => predictNextCharacter(network, at('xab', 'c')));
    assert.equal(seen!.expected[0]!.character, 'c');
    assert.equal(seen!.expected.length, 3);
    assert.ok(seen!.expected[0]!.probability > 0.9);
    assert.ok(Math.abs(seen!.probabilityOfAfter! - seen!.expected[0]!.probability) < 1e-6);
  });

  it('has no probability for the end of the text, nor for a character that it does not know', async () => {
    const completer = completerOf();
    for (const after of ['', '中']) {
      const seen = await completer.query((network) => predictNextCharacter(network, at('ab', after)));
      assert.equal(seen!.probabilityOfAfter, undefined);
    }
  });

  it('goes on with a prompt as long as it is asked to', async () => {
    const text = await completerOf().query((network) =>
      generateSample(network, { prompt: 'ab', characters: 12, sampling }),
    );
    assert.equal(text, 'cdefg hi.\nab');
  });

  it('makes way for a completion, and the completion is not disturbed', async () => {
    const completer = completerOf(1000);
    const aside = completer.query((network) => generateSample(network, { prompt: 'ab', characters: 50, sampling }));
    const completion = await completer.complete(requestAt('ab', { maxCharacters: 50 }), () => false);
    assert.equal(completion?.text, 'cdefg hi.');
    assert.equal(await aside, undefined);
  });
});
