// What the attribution of a character is computed from.
import assert from 'node:assert/strict';
import { attributionQuery } from '../../../media/dashboard/pages/neurons/attributionQuery.ts';

/** Two texts, with a character outside the vocabulary in the second one. */
const report = { characters: [...'one.', 't', '', 'w', 'o'], starts: [0, 4] };

describe('the query for an attribution', () => {
  it('has the characters before, of the same text', () => {
    assert.deepEqual(attributionQuery(report, 2), { before: 'on', next: 'e' });
    assert.deepEqual(attributionQuery(report, 7), { before: 'tw', next: 'o' });
  });

  it('has at most the last 200 characters', () => {
    const query = attributionQuery({ characters: [...'a'.repeat(299), 'b'], starts: [0] }, 299);
    assert.deepEqual(query, { before: 'a'.repeat(200), next: 'b' });
  });

  it('is missing for the first character of a text, with the reason', () => {
    assert.equal(attributionQuery(report, 0), 'firstCharacter');
    assert.equal(attributionQuery(report, 4), 'firstCharacter');
  });

  it('is missing for a character outside the vocabulary, with the reason', () => {
    assert.equal(attributionQuery(report, 5), 'notInVocabulary');
  });
});
