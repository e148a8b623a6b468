import assert from 'node:assert/strict';
import { characterCount } from '../../../src/corpus/characterCount.ts';
import { corpusOf } from '../../../src/corpus/corpus.ts';

const source = (path: string, text: string) => ({ path: `ws/${path}`, text });

describe('the corpus and its ledger', () => {
  it('lists every text with its characters, its held-out part and its masked places', () => {
    const masked = [{ line: 1, rule: 'npm-token' }];
    const { ledger } = corpusOf([source('b', 'line\n😀ne\n'), { ...source('a', '***'), masked }]);
    assert.deepEqual(ledger, [
      { path: 'ws/a', included: true, characters: 3, heldOut: 'tail', masked },
      { path: 'ws/b', included: true, characters: 9, heldOut: 'tail' },
    ]);
  });

  it('does not depend on the order of the texts', () => {
    const texts = Array.from({ length: 60 }, (_, i) => source(`f${i}`, `text of file ${i}\n`.repeat(9)));
    assert.deepEqual(corpusOf(texts), corpusOf([...texts].reverse()));
  });

  it('counts characters, not UTF-16 units', () => assert.equal(characterCount('a😀é'), 3));
});
