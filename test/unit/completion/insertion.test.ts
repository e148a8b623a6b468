import assert from 'node:assert/strict';
import { mayBePasted } from '../../../src/completion/insertion.ts';

const isPasted = (text: string, replacedLength = 0, replacesSelection = false): boolean =>
  mayBePasted({ text, replacedLength, replacesSelection });

describe('text that appears at once', () => {
  it('is pasted if it has several characters', () => {
    assert.ok(isPasted('a word'));
    assert.ok(isPasted('word'));
    assert.ok(isPasted('\n  return x;\n'));
    assert.ok(isPasted('a word', 5, true), 'instead of the selected text');
    assert.ok(isPasted('中文'));
  });

  it('is not pasted if the user types it, or the editor adds it', () => {
    for (const text of ['a', '😀', '中', '', '\n    ', '()', '""', '{\n  \n}', ' */', '\r\n\t * '])
      assert.equal(isPasted(text), false, JSON.stringify(text));
  });

  it('is not pasted if it replaces what was typed, as a suggest widget or an input method does', () => {
    assert.equal(isPasted('const', 3), false);
    assert.equal(isPasted('中文', 6), false);
  });
});
