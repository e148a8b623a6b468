import assert from 'node:assert/strict';
import { anyWord, equalTokens, withAnyWord } from '../../../src/nextEdit/anyWord.ts';

const call = (name: string, argument: string) => ({ left: [argument, '(', name, '\n'], right: [')', ';', '\n', '\n'] });

describe('contexts of insertions', () => {
  it('that differ in one word stand for any word there', () => {
    const contexts = [call('load', 'first'), call('load', 'second'), call('load', 'first')];
    assert.deepEqual(withAnyWord(contexts).slice(2), [call('load', anyWord)]);
  });

  it('that differ in more, or in a mark beside the insertion, stand for no others', () => {
    const marks = [call('load', ']'), call('load', 'first')];
    const bothSides = [call('load', 'first'), { left: call('load', 'second').left, right: ['}', ';', '\n', '\n'] }];
    assert.equal(withAnyWord(marks).length, 2);
    assert.equal(withAnyWord(bothSides).length, 2);
    const [, , both] = withAnyWord([call('load', 'first'), call('send', 'second')]);
    assert.deepEqual(both, { left: [anyWord, '('], right: [')', ';', '\n', '\n'] });
  });

  it('count no word that may be any', () => {
    const { left } = call('load', anyWord);
    assert.deepEqual(equalTokens(['third', '(', 'load', '='], left), ['(', 'load']);
    assert.deepEqual(equalTokens([']', '(', 'load', '='], left), []);
  });
});
