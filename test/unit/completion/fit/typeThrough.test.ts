import assert from 'node:assert/strict';
import fc from 'fast-check';
import { remainingSuggestion, visibleRest } from '../../../../src/completion/fit/typeThrough.ts';
import { eachRule } from '../../eachRule.ts';

/** The caret at `|`. */
function caret(document: string) {
  const [before = '', after = ''] = document.split('|');
  return { before, after };
}

const remaining = (shownAt: string, text: string, now: string) =>
  remainingSuggestion({ caret: caret(shownAt), text }, caret(now));

describe('the remaining suggestion while typing', () => {
  eachRule(remaining, {
    'is the part that is not typed yet': [
      ['con|', 'st x = 1;', 'cons|', 't x = 1;'],
      ['con|', 'st x = 1;', 'con|', 'st x = 1;'],
    ],
    'is undefined once all of it is typed': [['con|', 'st', 'const|', undefined]],
    'is undefined after other text is typed or text is deleted': [
      ['con|', 'st x', 'conv|', undefined],
      ['con|', 'st x', 'co|', undefined],
    ],
    'ignores brackets that the editor closes automatically': [['f|;', '(x, y)', 'f(|);', 'x, y)']],
    'is undefined after the text behind the caret changed': [['f|', '(x, y)', 'f(|x', undefined]],
  });
});

describe('the visible rest of a suggestion', () => {
  const limits = { maxCharacters: 200, multiline: true };
  const rest = (shownAt: string, text: string, now: string) =>
    visibleRest({ caret: caret(shownAt), text }, caret(now), limits);
  eachRule(rest, {
    'is all that is left, however short, and whatever is below': [
      ['con|', 'st', 'cons|', 't'],
      ['a|\nconst x', 'b\nconst y', 'ab|\nconst x', '\nconst y'],
    ],
    'is nothing where only a blank is left': [
      ['first, |second', 'next ', 'first, nex|second', 't '],
      ['first, |second', 'next ', 'first, next|second', undefined],
    ],
    'stays when the user types over a closing bracket': [
      ['f(|)', 'x) {', 'f(x)|', ' {'],
      ['f(|)', 'g(x)) {', 'f(g(x)|)', ') {'],
    ],
  });

  it('does not close a bracket again that the editor has closed', () => {
    assert.equal(rest('f|;', '(x, y)', 'f(|);'), 'x, y');
    assert.equal(rest('f|', '(x);', 'f(|)'), 'x);', 'two parts around the bracket');
    assert.equal(rest('if (x) |', '{\n  y();\n}', 'if (x) {|}'), '\n  y();\n');
    assert.equal(rest('if (x) |', '{\n  y();\n}', 'if (x) {\n  |\n}'), 'y();\n');
  });

  it('stays when the window of the text moves', () => {
    const long = 'some text before\n'.repeat(100);
    assert.equal(rest(`${long}con|`, 'st x', `${long.slice(17)}cons|`), 't x');
    assert.equal(rest(`${long}con|`, 'st x', `${long.slice(17)}conv|`), undefined);
  });

  it('is never another text while the user types along, and nothing after a disagreement', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '(', ')', '😀', '\n', '"'), maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, texts, fc.nat(12), (before, text, after, length) => {
        const typed = Array.from(text).slice(0, length).join('');
        const shown = { caret: { before, after }, text };
        const left = text.slice(typed.length);
        const expected = left.trim() === '' ? undefined : left;
        assert.equal(visibleRest(shown, { before: before + typed, after }, limits), expected);
        assert.equal(visibleRest(shown, { before: `${before}${typed}z`, after }, limits), undefined);
      }),
    );
  });
});
