import assert from 'node:assert/strict';
import { isWorthOffering, keysByHand, secondsIfRight, secondsIfWrong } from '../../../src/nextEdit/netSeconds.ts';

const user = { charactersPerSecond: 5, reactionSeconds: 0.3, readingSeconds: 0.04 };

describe('the worth of an offer', () => {
  it('is the time by hand less reading, going there and two keys', () => {
    assert.ok(Math.abs(secondsIfRight({ shown: 10, keys: 7 }, user) - (2.1 - 1 + 1 - 0.3 - 0.4)) < 1e-9);
  });

  it('is negative for a wrong offer', () => {
    assert.ok(secondsIfWrong({ shown: 10, keys: 7 }, user) < -0.7);
  });

  it('decides whether an offer is made, except to an unknown user', () => {
    assert.equal(isWorthOffering({ shown: 10, keys: 7 }, 0.9, user), true);
    assert.equal(isWorthOffering({ shown: 10, keys: 7 }, 0.3, user), false);
    assert.equal(isWorthOffering({ shown: 10, keys: 7 }, 0.3, undefined), true);
  });

  it('counts the characters that differ, and one key for a deletion', () => {
    assert.equal(keysByHand('user', 'userName'), 4);
    assert.equal(keysByHand('userName', 'loginName'), 6);
    assert.equal(keysByHand('await ', ''), 1);
    assert.equal(keysByHand('', ', b'), 3);
  });
});
