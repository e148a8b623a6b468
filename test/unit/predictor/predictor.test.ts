import assert from 'node:assert/strict';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { createModels } from '../../../src/model/createModels.ts';
import { createPredictor } from '../../../src/predictor/predictor.ts';
import { checkpointOf, requestAt, turns } from './tinyModel.ts';

/** A predictor that lets messages in after every step. */
function predictor() {
  return createPredictor({ models: createModels({ engine: referenceEngine }), ...turns(1000) });
}

const checkpoint = checkpointOf('abcdefg hi.\n');

describe('predictor', () => {
  it('describes the network of a loaded checkpoint', async () => {
    const { cell, hiddenSize } = decodeCheckpoint(checkpoint).shape;
    const training = { elapsedMs: 1, characters: 1, textCharacters: 0, settings: {} };
    const network = { cell, hiddenSize, layers: 1, bitsPerChar: 0.5, training };
    assert.deepEqual(await predictor().load(checkpoint), { usable: true, network });
  });

  it('refuses a damaged checkpoint with a reason', async () => {
    const result = await predictor().load(new Uint8Array(9));
    assert.match(result.usable ? '' : result.reason!, /header/u);
  });

  it('replies to a request with a completion and the time that it took', async () => {
    const { load, complete } = predictor();
    await load(checkpoint);
    const { completion, elapsedMs } = await complete(requestAt('ab'));
    assert.equal(completion?.text, 'cdefg');
    assert.ok(elapsedMs > 0);
  });

  it('cancels a request when a newer one or a cancellation comes, and replies to the newer one in full', async () => {
    const { load, complete, cancel } = predictor();
    await load(checkpoint);
    const older = [
      complete(requestAt('a')),
      complete(requestAt('ab')),
      complete(requestAt('ab', { document: 'other' })),
    ];
    cancel();
    const replies = await Promise.all(older);
    const completions = replies.map(({ completion }) => completion);
    assert.deepEqual(completions, [undefined, undefined, undefined]);
    assert.equal((await complete(requestAt('ab'))).completion?.text, 'cdefg');
  });

  it('answers dashboard queries, and without a network not', async () => {
    const { load, predictAtCaret, sample } = predictor();
    const query = { document: 'notes.md', before: 'ab', after: 'c', count: 1 };
    assert.equal(await predictAtCaret(query), undefined);
    await load(checkpoint);
    const expected = (await predictAtCaret(query))?.expected.map(({ character }) => character);
    assert.deepEqual(expected, ['c']);
    const sampling = { temperature: 0, topP: 1, seed: 1 };
    assert.equal(await sample({ prompt: 'ab', characters: 5, sampling }), 'cdefg');
  });
});
