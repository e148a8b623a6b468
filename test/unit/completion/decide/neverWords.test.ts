import assert from 'node:assert/strict';
import { endBeforeNever, firstNeverWord, suggestedWord } from '../../../../src/completion/decide/neverWords.ts';

describe('a suggestion with a word that the user never wants', () => {
  const cut = (suggestion: string, before = '') => suggestion.slice(0, endBeforeNever(suggestion, before, ['either']));

  it('ends before the word', () => {
    assert.equal(cut(' it is either one'), ' it is ');
    assert.equal(cut(' it is neither one'), ' it is neither one');
    assert.equal(cut(' Either one'), ' Either one');
  });

  it('is empty where the word completes what is typed', () => {
    assert.equal(cut('ther one', 'Wenn du ei'), '');
    assert.equal(cut('ther one', 'Wenn du o'), 'ther one');
  });

  it('is refused by that word, which completes what is typed or stands alone', () => {
    assert.equal(firstNeverWord('ther one', 'du ei', ['either']), 'ther');
    assert.equal(firstNeverWord('(either one', 'call', ['either']), ' either');
  });

  it('is named by the word that it completes or begins with', () => {
    assert.deepEqual([suggestedWord('ther one', 'du ei'), suggestedWord(' fox jumps', 'the')], ['either', 'fox']);
    assert.equal(suggestedWord('();', 'call'), undefined);
  });
});
