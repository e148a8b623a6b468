import assert from 'node:assert/strict';
import fc from 'fast-check';
import { tokenChanges } from '../../../src/nextEdit/tokenChanges.ts';
import { editOf } from './editOf.ts';
import { eachRule } from '../eachRule.ts';

const changesOf = (before: string, after: string): string[] =>
  tokenChanges(editOf(before, after)).map((change) => `${change.old} -> ${change.new}`);

describe('changes of tokens', () => {
  eachRule(changesOf, {
    'are whole words, also where only a part of the word was typed': [
      ['a.user();', 'a.userName();', ['user -> userName']],
      ['setColor(1)', 'getColor(1)', ['setColor -> getColor']],
    ],
    'are insertions with the white space that belongs to them': [['f(a);', 'f(a, b);', [' -> , b']]],
    'are deletions': [['await f();', 'f();', ['await  -> ']]],
    'are several where an edit changes several parts of a line': [
      ['var a = f(x);', 'const a = g(x);', ['var -> const', 'f -> g']],
    ],
    'are one where brackets belong together': [
      ['get(key as string)', 'get(String(key))', ['key as string -> String(key)']],
      ['var a = b[0]', 'const a = b.at(0)', ['var -> const', '[0] -> .at(0)']],
      ['f(): a {', 'f(): b {', ['a -> b']],
    ],
    'are one where a call in a call is wrapped or unwrapped, and the outer one is renamed': [
      ["done(new E('a'));", "fail('a');", ["done(new E('a') -> fail('a'"]],
      ['get(key);', 'fetch(String(key));', ['get(key -> fetch(String(key)']],
      ['get(key as string, b)', 'fetch(String(key), b)', ['get(key as string -> fetch(String(key)']],
    ],
    'are one where a word is moved in the line': [
      [
        '`Node does not exist: ${node}`',
        '`Node "${node}" does not exist`',
        ['does not exist: ${node} -> "${node}" does not exist'],
      ],
      ['f(a, b);', 'f(b, a);', ['a, b -> b, a']],
      ['f(a, b, c); g(a);', 'f(b, c); g(a, d);', ['a,  -> ', ' -> , d']],
      ['The word array.', 'The array of words.', ['word array -> array of words']],
      ['The word array.', 'The array.', ['word  -> ']],
      ['a.x = a;', 'b.x = b;', ['a -> b', 'a -> b']],
      ['a = b.c;', 'b = a.c;', ['a = b -> b = a']],
    ],
    'are none where one bracket of a pair is changed': [
      ['get(key)', 'get(String(key)', []],
      ['get(key)', 'get(key))', []],
      ['[a]', '(a]', []],
    ],
    'are none where lines are added or a line is rewritten': [
      ['a\n', 'a\nb\n', []],
      ['a b c d e f g', 'h b i d j f k', []],
      ['f();', `f(${'x, '.repeat(100)}y);`, []],
    ],
  });

  it('know the nearest tokens before and after the edit', () => {
    const [, second] = tokenChanges(editOf('var a = f(x);', 'const a = g(x);'));
    assert.deepEqual(second!.pieces[0]!.contexts[0]!.left, ['=', 'a', 'const', '\n']);
    assert.deepEqual(second!.pieces[0]!.contexts[1]!.left, ['=', 'a', 'var', '\n']);
    assert.deepEqual(second!.pieces[0]!.contexts[0]!.right, ['(', 'x', ')', ';']);
  });

  it('make the new text when they are applied to the old one', () => {
    const line = fc.array(fc.constantFrom('a', 'ab', 'f', '(', ')', ',', ' ', '=', '漢', '😀'), { maxLength: 12 });
    fc.assert(
      fc.property(line, line, (from, to) => {
        const [before, after] = [`x ${from.join('')}\n`, `x ${to.join('')}\n`];
        let text = after;
        for (const change of [...tokenChanges(editOf(before, after))].reverse()) {
          assert.equal(text.slice(change.start, change.start + change.new.length), change.new);
          text = text.slice(0, change.start) + change.old + text.slice(change.start + change.new.length);
        }
        if (tokenChanges(editOf(before, after)).length > 0) assert.equal(text, before);
      }),
    );
  });
});
