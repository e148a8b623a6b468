// The list of all files of a collection.
import assert from 'node:assert/strict';
import { ledgerOf } from '../../../src/corpus/ledger.ts';

describe('the list of files', () => {
  it('has what is included and excluded, by path', async () => {
    const collection = {
      texts: [{ path: 'w/c', text: 'a\u{1f600}', masked: [{ line: 1, rule: 'token' }], leftOut: 7 }],
      unchanged: [{ path: 'w/a', length: 5 }],
      excluded: [{ path: 'w/b', included: false, rule: 'empty' } as const],
    };
    const turns = { now: () => 0, yieldToMessages: async () => undefined };
    assert.deepEqual(await ledgerOf(collection, turns), [
      { path: 'w/a', included: true, heldOut: 'none', characters: 5, isLength: true },
      { path: 'w/b', included: false, rule: 'empty' },
      { path: 'w/c', included: true, heldOut: 'none', characters: 2, masked: [{ line: 1, rule: 'token' }], leftOut: 7 },
    ]);
  });

  it('is made in slices where there are very many files', async () => {
    const texts = Array.from({ length: 20_000 }, (_, index) => ({ path: `w/${(index * 7919) % 20_000}`, text: 'x' }));
    let [time, slices] = [0, 0];
    const turns = { now: () => time++, yieldToMessages: async () => void slices++ };
    assert.equal((await ledgerOf({ texts, excluded: [] }, turns)).length, 20_000);
    assert.ok(slices > 1000, `${slices} slices`);
  });
});
