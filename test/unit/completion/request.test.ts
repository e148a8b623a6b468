import assert from 'node:assert/strict';
import { promptOf } from '../../../src/completion/request.ts';

describe('promptOf', () => {
  it('returns the last characters before the caret', () => {
    assert.equal(promptOf('const x', 3), 't x');
    assert.equal(promptOf('const x', 300), 'const x');
    assert.equal(promptOf('const x', 0), '');
  });

  it('does not start with half a character', () => {
    assert.equal(promptOf('a😀b', 2), 'b');
    assert.equal(promptOf('a😀b', 3), '😀b');
  });

  it('normalizes line ends like the corpus', () => {
    assert.equal(promptOf('one\r\ntwo\rthree\n', 100), 'one\ntwo\nthree\n');
  });
});
