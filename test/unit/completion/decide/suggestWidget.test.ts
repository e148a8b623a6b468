import assert from 'node:assert/strict';
import { opensSuggestWidget } from '../../../../src/completion/decide/suggestWidget.ts';

describe('a place of the suggest widget', () => {
  it('is in an identifier, and after the sign that leads to a member', () => {
    for (const before of ['con', 'a.b', 'x = größe', 'item.', 'f().', 'a[0].', 'x?.', 'p->', 'std::', 'a1.', '$'])
      assert.ok(opensSuggestWidget(before), before);
  });

  it('is neither after blanks, brackets and operators, nor after a decimal point or a range', () => {
    for (const before of ['', 'const ', 'f(', 'a = ', '..', '3.', '[1, 2.', 'a..', '=>', ':', '\n'])
      assert.ok(!opensSuggestWidget(before), before);
  });
});
