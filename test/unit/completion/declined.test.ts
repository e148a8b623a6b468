import assert from 'node:assert/strict';
import { createDeclined, type Doubts } from '../../../src/completion/declined.ts';
import { typedSince } from '../../../src/completion/outcome.ts';

/** What is known at `now`, after `guess` stood at `then` and was not taken. */
function doubts(then: string, guess: string, now: string, heed = 0.7): Doubts {
  const declined = createDeclined(typedSince);
  declined.add({ before: then, after: '' }, guess, heed);
  return declined.doubtsAt({ before: now, after: '' });
}

describe('what was suggested and not taken', () => {
  it('speaks against the rest of the word, and of no other', () => {
    const { declined } = doubts('x = ', 'value + 1', 'x = val');
    assert.equal(declined('ue'), 0.7);
    assert.equal(declined('ues'), 0);
    assert.equal(declined('lue'), 0);
  });

  it('counts the blanks before a word', () => {
    assert.equal(doubts('x =', ' value', 'x =').declined(' value'), 0.7);
    assert.equal(doubts('x =', ' value', 'x = ').declined('value'), 0.7);
  });

  it('speaks as strongly as the best of what is known', () => {
    const declined = createDeclined(typedSince);
    declined.add({ before: 'x = ', after: '' }, 'value', 0.2);
    declined.add({ before: 'x = v', after: '' }, 'alue', 0.8);
    declined.add({ before: 'x = va', after: '' }, 'lue', 0.1);
    assert.equal(declined.doubtsAt({ before: 'x = val', after: '' }).declined('ue'), 0.8);
  });

  it('says nothing once the word is over', () => {
    const { declined } = doubts('x = ', 'value', 'x = value + ');
    assert.equal(declined('value'), 0);
  });

  it('is recognised when the window of the text has moved on', () => {
    const long = 'some text before\n'.repeat(20);
    assert.equal(doubts(`${long}x = `, 'value', `${long.slice(1)}x = v`).declined('alue'), 0.7);
  });

  it('speaks at its own place only', () => {
    assert.equal(doubts('x = ', 'value', 'y = ').declined('value'), 0);
  });
});

describe('a word that was typed over', () => {
  it('is known for a few characters', () => {
    assert.ok(doubts('x = ', 'value', 'x = (').typedOver('value'));
    assert.ok(doubts('x = ', 'value;', 'x = (').typedOver(' value'), 'with other blanks before it');
    assert.ok(!doubts('x = ', 'value', 'x = (').typedOver('other'));
    assert.ok(!doubts('x = ', 'value', 'x = (0 + 1 + ').typedOver('value'));
    assert.ok(!doubts('x = ', 'value', 'x = val').typedOver('ue'), 'what goes on is not typed over');
  });

  it('is declined where somebody comes back to', () => {
    const declined = createDeclined(typedSince);
    const at = (before: string) => ({ before, after: '' });
    declined.add(at('x = '), 'value', 1);
    assert.ok(declined.doubtsAt(at('x = (')).typedOver('value'));
    assert.equal(declined.doubtsAt(at('x = ')).declined('value'), 1);
  });
});
