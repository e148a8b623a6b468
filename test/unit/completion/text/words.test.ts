import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wordsOf } from '../../../../src/completion/text/words.ts';

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

  it('are single characters where no blanks part them', () => {
    assert.deepEqual(wordsOf('中文，カー a日本'), ['中', '文', '，', 'カ', 'ー', ' a', '日', '本']);
    assert.deepEqual(wordsOf('한국어 말'), ['한국어', ' 말']);
  });

  it('hold combining marks together', () => {
    assert.deepEqual(wordsOf('e\u0301a b'), ['e\u0301a', ' b']);
  });

  it('are together the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.equal(wordsOf(text).join(''), text)));
  });
});
