import assert from 'node:assert/strict';
import { acceptanceOf } from '../../../../src/completion/calibrate/acceptance.ts';

const text = 'const value = call(other);\n';
const correct = { firstWordCorrect: true, allCorrect: true };

describe('acceptance by a user who knows the text', () => {
  it('accepts a correct suggestion with one key', () => {
    assert.deepEqual(acceptanceOf('t value = call', text, 4), { keys: 1, length: 14, ...correct });
  });

  it('accepts the correct words with one key each', () => {
    assert.deepEqual(acceptanceOf('t value = get()', text, 4), {
      keys: 3,
      length: 9,
      firstWordCorrect: true,
      allCorrect: false,
    });
  });

  it('accepts nothing of a word that continues differently', () => {
    const nothing = { keys: 0, length: 0, firstWordCorrect: false, allCorrect: false };
    assert.deepEqual(acceptanceOf(' val', text, 5), nothing);
    assert.deepEqual(acceptanceOf(' values', text, 5), nothing);
    assert.deepEqual(acceptanceOf(')', text, 24), nothing);
  });

  it('treats the end of the text as the end of a word', () => {
    assert.deepEqual(acceptanceOf('lue', 'value', 2), { keys: 1, length: 3, ...correct });
  });

  it('accepts nothing of an empty suggestion', () => {
    assert.equal(acceptanceOf('', text, 0).allCorrect, false);
  });
});
