import assert from 'node:assert/strict';
import { simulateAcceptance } from '../../../../src/completion/policy/simulatedUser.ts';

const text = 'const value = call(other);\n';
const right = { firstWordCorrect: true, allCorrect: true };

describe('reader', () => {
  it('takes all of a right suggestion with one key', () => {
    assert.deepEqual(simulateAcceptance('t value = call', text, 4), { keys: 1, length: 14, ...right });
  });

  it('takes the words that are right with a key each', () => {
    assert.deepEqual(simulateAcceptance('t value = get()', text, 4), {
      keys: 3,
      length: 9,
      firstWordCorrect: true,
      allCorrect: false,
    });
  });

  it('takes nothing of a word that goes on otherwise', () => {
    const nothing = { keys: 0, length: 0, firstWordCorrect: false, allCorrect: false };
    assert.deepEqual(simulateAcceptance(' val', text, 5), nothing);
    assert.deepEqual(simulateAcceptance(' values', text, 5), nothing);
    assert.deepEqual(simulateAcceptance(')', text, 24), nothing);
  });

  it('takes the end of the text for the end of a word', () => {
    assert.deepEqual(simulateAcceptance('lue', 'value', 2), { keys: 1, length: 3, ...right });
  });

  it('takes nothing of nothing', () => {
    assert.equal(simulateAcceptance('', text, 0).allCorrect, false);
  });
});
