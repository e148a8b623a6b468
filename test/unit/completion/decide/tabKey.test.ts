import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isTabFree } from '../../../../src/completion/decide/tabKey.ts';

/** `|` is the caret. */
const isFree = (document: string): boolean => {
  const at = document.indexOf('|');
  return isTabFree({ before: document.slice(0, at), after: document.slice(at + 1) });
};

describe('the Tab key at the beginning of a line', () => {
  it('indents in a block whose indentation the line does not have', () => {
    for (const document of [
      'function f() {\n|\n}\n',
      'def f():\n|',
      'def f():\n    x = 1\n|',
      'def f():\n    x = 1\n  |',
      'if (x)\n  y();\n\n|  z();\n',
      'const f = () =>\n|',
      '<section>\n|\n</section>',
      '- an item\n|',
      '1. an item\n|',
      'x = 1\n    |',
      '|',
      '    |x = 1\n',
    ])
      assert.equal(isFree(document), false, document);
  });

  it('is free where the indentation is certain', () => {
    for (const document of [
      'function f() {\n  |\n}\n',
      'def f():\n\t|',
      '  x = 1;\n  |',
      'x = 1;\n|',
      'A line of prose\n\n|',
      'def f():\n    x = 1\n\n\n|\n\ndef g():\n',
      '|\nx = 1\n',
    ])
      assert.equal(isFree(document), true, document);
  });

  it('is free after text on the line, whatever is around it', () => {
    const lines = fc.string({ unit: fc.constantFrom('a', '{', ' ', '\t', '\n', ':'), maxLength: 20 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        assert.ok(isTabFree({ before: `${before}\n  x`, after }));
        assert.equal(isTabFree({ before: `${before}{\n`, after }), false);
      }),
    );
  });
});
