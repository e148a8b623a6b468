import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { checkpointOf, requestAt, turns } from './tinyModel.ts';

function mixture() {
  const completer = createCompleter({ models: createModels({ engine: referenceEngine }), ...turns() });
  void completer.load(checkpointOf('abcdefg hi.\n'));
  return async (before: string, changes: Partial<CompletionRequest> = {}) => {
    const request = requestAt(before, { model: 'mixture', maxCharacters: 40, ...changes });
    return (await completer.complete(request, () => false)).completion;
  };
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
});
