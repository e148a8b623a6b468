import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../../src/completion/fit/words.ts';

describe('wordsOf', () => {
  it('splits into letters or punctuation, each with the white space before it', () => {
    assert.equal(wordsOf('const x1 = call(a.b);\n').join('|'), 'const| x1| =| call|(|a|.|b|);|\n');
  });

  it('handles any script', () => {
    assert.deepEqual(wordsOf('größer не 😀!'), ['größer', ' не', ' 😀!']);
  });

  it('splits scripts without spaces into single characters', () => {
    assert.deepEqual(wordsOf('中文，カー a日本'), ['中', '文', '，', 'カ', 'ー', ' a', '日', '本']);
    assert.deepEqual(wordsOf('한국어 말'), ['한국어', ' 말']);
  });

  it('keeps combining marks with their letter', () => {
    assert.deepEqual(wordsOf('e\u0301a b'), ['e\u0301a', ' b']);
  });

  it('returns words that join to the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(wordsOf(text).join(''), text)));
  });
});
