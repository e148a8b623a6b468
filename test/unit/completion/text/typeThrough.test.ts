import assert from 'node:assert/strict';
import { remainingSuggestion } from '../../../../src/completion/text/typeThrough.ts';

/** `|` is the caret. */
function caret(document: string) {
  const [before = '', after = ''] = document.split('|');
  return { before, after };
}

const left = (shownAt: string, text: string, now: string) =>
  remainingSuggestion({ caret: caret(shownAt), text }, caret(now));

describe('ghost text that is typed through', () => {
  it('keeps what was not yet typed', () => {
    assert.equal(left('con|', 'st x = 1;', 'cons|'), 't x = 1;');
    assert.equal(left('con|', 'st x = 1;', 'con|'), 'st x = 1;');
  });

  it('is over when all of it was typed', () => {
    assert.equal(left('con|', 'st', 'const|'), undefined);
  });

  it('is over when something else was typed or deleted', () => {
    assert.equal(left('con|', 'st x', 'conv|'), undefined);
    assert.equal(left('con|', 'st x', 'co|'), undefined);
  });

  it('does not mind the bracket that the editor closes', () => {
    assert.equal(left('f|;', '(x, y)', 'f(|);'), 'x, y)');
  });

  it('is over when the text behind the caret is another', () => {
    assert.equal(left('f|', '(x, y)', 'f(|x'), undefined);
  });
});
