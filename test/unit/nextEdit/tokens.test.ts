import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isTokenBoundary,
  lineEdge,
  tokenEnd,
  tokensAfter,
  tokensBefore,
  tokensOf,
  tokenStart,
} from '../../../src/nextEdit/tokens.ts';

const anyText = fc.string({
  unit: fc.constantFrom('a', 'Z', '_', '1', ' ', '\t', '\n', '\r', '.', '(', 'é', '漢', '😀'),
});

describe('tokens', () => {
  it('are words, single marks, white space and line ends', () => {
    assert.equal(tokensOf('let a_1 =  f(x);\n').join('|'), 'let| |a_1| |=|  |f|(|x|)|;|\n');
  });

  it('are single characters in scripts without spaces between words', () => {
    assert.deepEqual(tokensOf('漢字a'), ['漢', '字', 'a']);
  });

  it('joined are the text', () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(tokensOf(text).join(''), text)));
  });

  it('have the same bounds in both directions', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const token of tokensOf(text)) {
          assert.equal(tokenEnd(text, at), at + token.length);
          assert.equal(tokenStart(text, at + token.length), at);
          at += token.length;
        }
      }),
    );
  });

  it('begin and end at boundaries, and words have none inside', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0;
        for (const token of tokensOf(text)) {
          assert.ok(isTokenBoundary(text, at));
          at += token.length;
        }
      }),
    );
    assert.equal(isTokenBoundary('foo', 1), false);
  });

  it('of a context end at the line', () => {
    const text = 'above\nf(a, b);\nbelow';
    const at = text.indexOf('b)');
    assert.deepEqual(tokensBefore(text, at, 6), [',', 'a', '(', 'f', lineEdge, lineEdge]);
    assert.deepEqual(tokensAfter(text, at, 5), ['b', ')', ';', lineEdge, lineEdge]);
  });
});
