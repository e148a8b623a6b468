import assert from 'node:assert/strict';
import { remainingSuggestion } from '../../../../src/completion/text/typeThrough.ts';

/** The caret at `|`. */
function caret(document: string) {
  const [before = '', after = ''] = document.split('|');
  return { before, after };
}

const remaining = (shownAt: string, text: string, now: string) =>
  remainingSuggestion({ caret: caret(shownAt), text }, caret(now));

describe('the remaining suggestion while typing', () => {
  it('is the part that is not typed yet', () => {
    assert.equal(remaining('con|', 'st x = 1;', 'cons|'), 't x = 1;');
    assert.equal(remaining('con|', 'st x = 1;', 'con|'), 'st x = 1;');
  });

  it('is undefined once all of it is typed', () => {
    assert.equal(remaining('con|', 'st', 'const|'), undefined);
  });

  it('is undefined after other text is typed or text is deleted', () => {
    assert.equal(remaining('con|', 'st x', 'conv|'), undefined);
    assert.equal(remaining('con|', 'st x', 'co|'), undefined);
  });

  it('ignores brackets that the editor closes automatically', () => {
    assert.equal(remaining('f|;', '(x, y)', 'f(|);'), 'x, y)');
  });

  it('is undefined after the text behind the caret changed', () => {
    assert.equal(remaining('f|', '(x, y)', 'f(|x'), undefined);
  });
});
