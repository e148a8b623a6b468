import assert from 'node:assert/strict';
import {
  createRejectedSuggestions,
  type RejectionPenalties,
} from '../../../../src/completion/policy/rejectedSuggestions.ts';
import { typedSince } from '../../../../src/completion/text/typeThrough.ts';

/** What is known at `now`, after `guess` stood at `then` and was not taken. */
function doubts(then: string, guess: string, now: string, heed = 0.7, over = false): RejectionPenalties {
  const declined = createRejectedSuggestions(typedSince);
  declined.add({ before: then, after: '' }, guess, heed, over);
  return declined.penaltiesAt({ before: now, after: '' });
}

describe('what was suggested and not taken', () => {
  it('speaks against the rest of the word, and of no other', () => {
    const { penalty } = doubts('x = ', 'value + 1', 'x = val');
    assert.equal(penalty('ue'), 0.7);
    assert.equal(penalty('ues'), 0);
    assert.equal(penalty('lue'), 0);
  });

  it('counts the blanks before a word', () => {
    assert.equal(doubts('x =', ' value', 'x = ').penalty('value'), 0.7);
  });

  it('speaks as strongly as the best of what is known', () => {
    const declined = createRejectedSuggestions(typedSince);
    declined.add({ before: 'x = ', after: '' }, 'value', 0.2, false);
    declined.add({ before: 'x = v', after: '' }, 'alue', 0.8, false);
    declined.add({ before: 'x = va', after: '' }, 'lue', 0.1, false);
    assert.equal(declined.penaltiesAt({ before: 'x = val', after: '' }).penalty('ue'), 0.8);
  });

  it('says nothing once the word is over', () => {
    const { penalty } = doubts('x = ', 'value', 'x = value + ');
    assert.equal(penalty('value'), 0);
  });

  it('is recognised when the window of the text has moved on', () => {
    const long = 'some text before\n'.repeat(20);
    assert.equal(doubts(`${long}x = `, 'value', `${long.slice(1)}x = v`).penalty('alue'), 0.7);
  });

  it('speaks at its own place only', () => {
    assert.equal(doubts('x = ', 'value', 'y = ').penalty('value'), 0);
  });
});

describe('a word that was typed over', () => {
  it('is suggested again for a few characters only if it is surer', () => {
    assert.equal(doubts('x = ', 'value', 'x = (').least('value'), 0.5);
    assert.equal(doubts('x = ', 'value;', 'x = (').least(' value'), 0.5, 'with other blanks before it');
    assert.equal(doubts('x = ', 'value', 'x = (').least('other'), 0);
    assert.equal(doubts('x = ', 'value', 'x = (0 + 1 + ').least('value'), 0);
    assert.equal(doubts('x = ', 'value', 'x = val').least('ue'), 0, 'what goes on is not typed over');
    assert.equal(doubts('x = ', 'value', 'x = value + ').least('value'), 0, 'nor is what was right');
  });

  it('is not suggested again where somebody comes back to', () => {
    assert.ok(doubts('x = ', 'value', 'x = ', 0, true).least('value') > 1);
    assert.equal(doubts('x = ', 'value', 'x = ', 0, false).least('value'), 0, 'only deleted what was right');
    assert.equal(doubts('x = ', 'value', 'x = v', 0.3, true).penalty('alue'), 0.3);
  });

  it('is none where the caret went to what stood below', () => {
    const declined = createRejectedSuggestions(typedSince);
    declined.add({ before: 'x = ', after: '\ny' }, 'value', 1, true);
    assert.equal(declined.penaltiesAt({ before: 'x = \ny', after: '' }).least('value'), 0);
  });
});
