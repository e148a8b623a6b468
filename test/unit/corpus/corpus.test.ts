import assert from 'node:assert/strict';
import { characterCount, corpusOf } from '../../../src/corpus/corpus.ts';

const source = (path: string, text: string) => ({ path: `ws/${path}`, text });

describe('the corpus and its ledger', () => {
  it('says of every text what became of it', () => {
    const { ledger } = corpusOf([source('b', 'line\r\n😀ne\n'), source('a', ' '), source('c', 'x')]);
    assert.deepEqual(ledger, [
      { path: 'ws/a', admitted: false, rule: 'empty' },
      { path: 'ws/b', admitted: true, characters: 9, heldOut: 'tail' },
      { path: 'ws/c', admitted: true, characters: 1, heldOut: 'tail' },
    ]);
  });

  it('is the same whatever order the texts came in', () => {
    const texts = Array.from({ length: 60 }, (_, i) => source(`f${i}`, `text of file ${i}\n`.repeat(9)));
    assert.deepEqual(corpusOf(texts), corpusOf([...texts].reverse()));
  });

  it('counts characters, not UTF-16 units', () => assert.equal(characterCount('a😀é'), 3));
});
