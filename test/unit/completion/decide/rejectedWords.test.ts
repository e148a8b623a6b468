import assert from 'node:assert/strict';
import { createRejectedWords, type RejectionPenalties } from '../../../../src/completion/decide/rejectedWords.ts';
import { typedSince } from '../../../../src/completion/fit/typeThrough.ts';

/** The penalties at `now` after the user rejected a suggestion at `then`. */
function penaltiesAfter(then: string, suggestion: string, now: string, weight = 0.7): RejectionPenalties {
  const rejected = createRejectedWords(typedSince);
  rejected.add({ before: then, after: '' }, suggestion, weight);
  return rejected.penaltiesAt({ before: now, after: '' });
}

describe('a rejected suggestion', () => {
  it('penalizes the rest of its first word and no other word', () => {
    const { penalty } = penaltiesAfter('x = ', 'value + 1', 'x = val');
    assert.equal(penalty('ue'), 0.7);
    assert.equal(penalty('ues'), 0);
    assert.equal(penalty('lue'), 0);
  });

  it('includes the white space before the word', () => {
    assert.equal(penaltiesAfter('x =', ' value', 'x = ').penalty('value'), 0.7);
  });

  it('gives the largest of several penalties', () => {
    const rejected = createRejectedWords(typedSince);
    rejected.add({ before: 'x = ', after: '' }, 'value', 0.2);
    rejected.add({ before: 'x = v', after: '' }, 'alue', 0.8);
    rejected.add({ before: 'x = va', after: '' }, 'lue', 0.1);
    assert.equal(rejected.penaltiesAt({ before: 'x = val', after: '' }).penalty('ue'), 0.8);
  });

  it('gives no penalty after the word is complete', () => {
    const { penalty } = penaltiesAfter('x = ', 'value', 'x = value + ');
    assert.equal(penalty('value'), 0);
  });

  it('applies after the window of the text has moved', () => {
    const long = 'some text before\n'.repeat(20);
    assert.equal(penaltiesAfter(`${long}x = `, 'value', `${long.slice(1)}x = v`).penalty('alue'), 0.7);
  });

  it('applies only at its own place', () => {
    assert.equal(penaltiesAfter('x = ', 'value', 'y = ').penalty('value'), 0);
  });
});

describe('a word that was typed over', () => {
  it('is told from one that was deleted', () => {
    const rejected = createRejectedWords(typedSince);
    const place = { before: 'x = ', after: '' };
    rejected.add(place, 'value', 1);
    rejected.add(place, 'other', 1, 'deleted');
    const { leastProbability } = rejected.penaltiesAt(place);
    assert.deepEqual([leastProbability('value', 'typed over'), leastProbability('value', 'deleted')], [2, 0]);
    assert.deepEqual([leastProbability('other', 'typed over'), leastProbability('other', 'deleted')], [0, 2]);
    assert.equal(leastProbability('other'), 2);
  });

  it('is suggested again within a few characters only if it is more probable', () => {
    assert.equal(penaltiesAfter('x = ', 'value', 'x = (').leastProbability('value'), 0.5);
    assert.equal(
      penaltiesAfter('x = ', 'value;', 'x = (').leastProbability(' value'),
      0.5,
      'with other white space before it',
    );
    assert.equal(penaltiesAfter('x = ', 'value', 'x = (').leastProbability('other'), 0);
    assert.equal(penaltiesAfter('x = ', 'value', 'x = (0 + 1 + ').leastProbability('value'), 0);
    assert.equal(
      penaltiesAfter('x = ', 'value', 'x = val').leastProbability('ue'),
      0,
      'a word that continues is not typed over',
    );
    assert.equal(penaltiesAfter('x = ', 'value', 'x = value + ').leastProbability('value'), 0, 'nor is a correct word');
  });

  it('is not suggested again at the same place', () => {
    assert.ok(penaltiesAfter('x = ', 'value', 'x = ', 0).leastProbability('value') > 1);
    assert.equal(penaltiesAfter('x = ', 'value', 'x = v', 0.3).penalty('alue'), 0.3);
  });

  it('is not typed over if the caret moved to text below', () => {
    const rejected = createRejectedWords(typedSince);
    rejected.add({ before: 'x = ', after: '\ny' }, 'value', 1);
    assert.equal(rejected.penaltiesAt({ before: 'x = \ny', after: '' }).leastProbability('value'), 0);
  });
});
