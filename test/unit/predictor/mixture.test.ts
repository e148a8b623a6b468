import assert from 'node:assert/strict';
import { createModels } from '../../../src/model/createModels.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { createCompleter } from '../../../src/predictor/completer.ts';
import type { CompletionRequest } from '../../../src/protocol/predictor.ts';
import { checkpointOf, requestAt, steppingClock } from './tinyModel.ts';

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

function mixture(cycle = 'abcdefg hi.\n') {
  const completer = createCompleter({
    models: createModels({ engine: referenceEngine }),
    now: steppingClock(0),
    breathe,
  });
  void completer.load(checkpointOf(cycle));
  return (before: string, changes: Partial<CompletionRequest> = {}) =>
    completer.complete(requestAt(before, { model: 'mixture', maxCharacters: 40, ...changes }), () => false);
}

describe('completer that speaks when it is sure', () => {
  it('shows whole words up to the end of the line', async () => {
    assert.equal((await mixture()('ab'))?.text, 'cdefg hi.');
  });

  it('never shows part of a word, whatever the limit', async () => {
    assert.equal((await mixture()('ab', { maxCharacters: 7 }))?.text, 'cdefg');
    assert.equal(await mixture()('ab', { maxCharacters: 3 }), undefined);
  });

  it('shows nothing where it is not sure', async () => {
    assert.equal(await mixture()('ab中'), undefined);
  });

  it('answers the same wherever it has been asked before', async () => {
    const ask = mixture();
    const first = await ask('ab cd');
    await ask('ab cd', { document: 'other' });
    await ask('ab');
    assert.deepEqual(await ask('ab cd'), first);
  });

  it('goes on from the selected item of the list', async () => {
    assert.equal((await mixture()('a', { selected: 'bc' }))?.text, 'bcdefg hi.');
  });

  it('gives what stands there first when it is asked by hand', async () => {
    const completion = await mixture()('ab', { alternatives: 2, remaining: 'cde.' });
    assert.deepEqual([completion!.text, completion!.alternatives!.length], ['cde.', 2]);
    assert.ok(completion!.alternatives!.includes('cdefg hi.'));
  });

  it('gives choices that begin differently when it is asked by hand', async () => {
    const completion = await mixture()('ab', { alternatives: 2 });
    const choices = [completion!.text, ...completion!.alternatives!];
    assert.equal(choices.length, 3);
    assert.equal(choices[0], 'cdefg hi.');
    assert.equal(new Set(choices.map((choice) => choice[0])).size, 3);
  });
});
