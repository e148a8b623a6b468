import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { checkpointOf, requestAt, turns } from './tinyModel.ts';

function answers() {
  const completer = createCompleter({ models: createModels({ engine: referenceEngine }), ...turns() });
  void completer.load(checkpointOf('abcdefg hi.\n'));
  return (before: string, changes: Partial<CompletionRequest> = {}) =>
    completer.complete(requestAt(before, { model: 'mixture', maxCharacters: 40, ...changes }), () => false);
}

function mixture() {
  const answer = answers();
  return async (before: string, changes: Partial<CompletionRequest> = {}) => (await answer(before, changes)).completion;
}

describe('completer with a confidence threshold', () => {
  it('shows whole words up to the end of the line', async () => {
    assert.equal((await mixture()('ab'))?.text, 'cdefg hi.');
  });

  it('never shows part of a word, for any limit', async () => {
    assert.equal((await mixture()('ab', { maxCharacters: 7 }))?.text, 'cdefg');
    assert.equal(await mixture()('ab', { maxCharacters: 3 }), undefined);
  });

  it('shows nothing if no word is probable enough', async () => {
    assert.equal(await mixture()('ab中'), undefined);
  });

  it('suggests the same after requests at other places', async () => {
    const ask = mixture();
    const first = await ask('ab cd');
    await ask('ab cd', { document: 'other' });
    await ask('ab');
    assert.deepEqual(await ask('ab cd'), first);
  });

  it("continues the selected item of the editor's list", async () => {
    assert.equal((await mixture()('a', { selected: 'bc' }))?.text, 'bcdefg hi.');
  });

  it('returns the visible suggestion first for an explicit request', async () => {
    const completion = await mixture()('ab', { alternatives: 2, remaining: 'cde.' });
    assert.deepEqual([completion!.text, completion!.alternatives!.length], ['cde.', 2]);
    assert.ok(completion!.alternatives!.includes('cdefg hi.'));
  });

  it('returns suggestions with different first words for an explicit request', async () => {
    const completion = await mixture()('ab', { alternatives: 2 });
    const suggestions = [completion!.text, ...completion!.alternatives!];
    assert.equal(suggestions.length, 3);
    assert.equal(suggestions[0], 'cdefg hi.');
    assert.equal(new Set(suggestions.map((text) => text[0])).size, 3);
  });

  it('says why there is none for an explicit request', async () => {
    assert.deepEqual(await answers()('ab', { alternatives: 2, maxCharacters: 1 }), {
      refusal: { gate: 'fit', text: 'c' },
    });
    assert.deepEqual(await answers()('ab', { alternatives: 2, after: 'c' }), { refusal: { gate: 'insideWord' } });
  });
});

describe('the workspace network alone', () => {
  const atLineEnd = { model: 'network', sampling: { temperature: 0, topP: 1, seed: 1 } } as const;

  it('says why nothing is left of its sample', async () => {
    assert.deepEqual(await answers()('abcdefg hi.', atLineEnd), { refusal: { gate: 'fit', text: '\n' } });
  });

  it('makes another suggestion for an explicit request where nothing is left of its sample', async () => {
    const { completion } = await answers()('abcdefg hi.', { ...atLineEnd, alternatives: 2 });
    assert.ok(completion!.text.length >= 2, completion!.text);
  });
});
