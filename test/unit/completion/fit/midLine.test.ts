// Each picture is a document with its caret `|`, and what is inserted there.
import assert from 'node:assert/strict';
import { fitSuggestion } from '../../../../src/completion/fit/fit.ts';
import { eachRule } from '../../eachRule.ts';

const limits = { maxCharacters: 200, multiline: true };

/** The line with `continuation` inserted at its caret, as far as it fits. `typed`: the last UTF-16 units before the caret. */
function inserted(line: string, continuation: string, typed?: number): string {
  const at = line.indexOf('|');
  const [before, after] = [line.slice(0, at), line.slice(at + 1)];
  const shown = fitSuggestion(continuation, { before, after, ...(typed !== undefined && { typed }) }, limits);
  return `${before}[${shown ?? ''}]${after}`;
}

describe('a suggestion in mid-line', () => {
  eachRule(inserted, {
    'is separated from the word that follows': [
      ['Decorate the |function.', 'view', 'Decorate the [view ]function.'],
      ['self.request: Request |= request', '| None', 'self.request: Request [| None ]= request'],
      ['handle(|error)', 'context', 'handle([context, ]error)'],
      ['handle(first, |error)', 'context', 'handle(first, [context, ]error)'],
      ['import { |useState } from', 'useRef', 'import { [useRef, ]useState } from'],
      ['first, |second', 'next', 'first, [next ]second'],
    ],
    'is not separated where white space or punctuation follows, and where more must be typed': [
      ['handle(|, error)', 'context', 'handle([context], error)'],
      ['a quick| fox jumps', ' brown', 'a quick[ brown] fox jumps'],
      ['return |value', 'convert(', 'return [convert(]value'],
      ['  |value = 1', 'const', '  [const]value = 1'],
      ['使用 |函数', '这个', '使用 [这个]函数'],
    ],
    'ends before the word that follows': [
      [
        'Decorate a function |after this request.',
        'to run after the current request',
        'Decorate a function [to run ]after this request.',
      ],
    ],
  });

  it('keeps its separator while it is typed', () => {
    assert.equal(inserted('Decorate the vi|function.', 'ew', 2), 'Decorate the vi[ew ]function.');
    assert.equal(inserted('handle(con|error)', 'text', 3), 'handle(con[text, ]error)');
    const sentence = 'He laughed so near |The visitors came.';
    assert.equal(inserted(sentence, 'the', 19), 'He laughed so near [the ]The visitors came.');
  });

  it('does not begin with what follows', () => {
    const line = 'on their fingers| and looked up the road. It was late.';
    assert.equal(
      inserted(line, ' and looked up the road. In the attic'),
      'on their fingers[] and looked up the road. It was late.',
    );
    assert.equal(inserted('out = template|.render(d=d)', '.render()'), 'out = template[].render(d=d)');
    const call = 'tem| = env.from_string("d")';
    assert.equal(inserted(call, 'plate = env.from_string("F")', 3), 'tem[plate] = env.from_string("d")');
    assert.equal(inserted('name = |user.name', 'user.id &&'), 'name = [user.id && ]user.name');
  });

  it('parts no member from its object, and adds no second colon', () => {
    assert.equal(inserted('limiter|.init_app(app)', ' = RateLimiter'), 'limiter[].init_app(app)');
    assert.equal(inserted('limiter|.init_app(app)', '.clone()'), 'limiter[.clone()].init_app(app)');
    assert.equal(inserted('an abstract base class|.', ' of all fields'), 'an abstract base class[ of all fields].');
    assert.equal(inserted('def limit(strict|: bool):', ': str'), 'def limit(strict[]: bool):');
    assert.equal(inserted('width = extent|* 2', '  # type: ignore'), 'width = extent[]* 2', 'no comment of the code');
    assert.equal(inserted('except TypeError|:', ' as error'), 'except TypeError[ as error]:');
  });

  it('completes a name before its bracket, without a blank and without the bracket', () => {
    const whole = 'def _d[eserialize](self, value) -> str:';
    for (const text of ['eserialize', 'eserialize(self, value, attr, ', 'eserialize(self, value)'])
      assert.equal(inserted('def _d|(self, value) -> str:', text), whole, text);
    assert.equal(inserted('if x |(y)', 'and'), 'if x [and ](y)');
  });

  it('does not end with a blank before a comma or a full stop', () => {
    assert.equal(inserted('said it very care|, as men do', 'fully', 4), 'said it very care[fully], as men do');
    assert.equal(inserted('to the hou|. Then it rained', 'se', 3), 'to the hou[se]. Then it rained');
  });
});
