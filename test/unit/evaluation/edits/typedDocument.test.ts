import assert from 'node:assert/strict';
import { openDocument } from '../../../../src/evaluation/edits/typedDocument.ts';

function typed(before: string, text: string, rest: string): string {
  const document = openDocument(before, rest);
  for (const character of text) document.type(character);
  return `${document.before}|${document.after}`;
}

describe('a document while it is typed', () => {
  it('closes brackets and quotes before blanks and closers', () => {
    assert.equal(typed('', 'f(', '\n'), 'f(|)\n');
    assert.equal(typed('', 'f(["', ''), 'f(["|"])');
  });
  it('does not close before a word, and no quote after a letter', () => {
    assert.equal(typed('', '(', 'word'), '(|word');
    assert.equal(typed('', "don'", ''), "don'|");
  });
  it('types over closers that it added, and over no others', () => {
    assert.equal(typed('', 'f(a)', ';'), 'f(a)|;');
    assert.equal(typed('f(', 'a)', ')'), 'f(a)|)');
  });
});
