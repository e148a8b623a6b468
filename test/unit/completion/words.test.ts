import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../src/completion/words.ts';

describe('words', () => {
  it('are letters or marks, with the blanks before them', () => {
    assert.deepEqual(wordsOf('const x1 = call(a.b);\n'), [
      'const',
      ' x1',
      ' =',
      ' call',
      '(',
      'a',
      '.',
      'b',
      ');',
      '\n',
    ]);
  });

  it('are of any script', () => {
    assert.deepEqual(wordsOf('größer не 😀!'), ['größer', ' не', ' 😀!']);
  });

  it('hold combining marks together', () => {
    assert.deepEqual(wordsOf('e\u0301a b'), ['e\u0301a', ' b']);
  });

  it('are together the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(wordsOf(text).join(''), text)));
  });
});
