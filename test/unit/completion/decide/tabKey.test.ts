import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isProseLanguage, isTabFree } from '../../../../src/completion/decide/tabKey.ts';
import { isProseFile } from '../../../../src/model/proseFile.ts';

/** `|` is the caret. */
const isFree = (document: string, isProse = false): boolean => {
  const at = document.indexOf('|');
  return isTabFree({ before: document.slice(0, at), after: document.slice(at + 1) }, isProse);
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

  it('is free in prose where a paragraph begins, whatever is above the blank line', () => {
    for (const document of [
      '|',
      '\n|',
      'The tools are:\n\n|',
      '- an item\n\n|',
      '    an indented line\n\n|',
      'She knew what to do\n|',
      'And then\n|\n',
    ])
      assert.equal(isFree(document, true), true, document);
    for (const document of ['The tools are:\n|', '- an item\n|', '    an indented line\n|', 'a {\n|'])
      assert.equal(isFree(document, true), false, document);
    for (const document of ['def f():\n\n|', 'while true; do\n|', '    x = 1\n\n|', '|'])
      assert.equal(isFree(document), false, document);
  });

  it('knows prose by the language of the editor and by the file', () => {
    for (const language of ['plaintext', 'markdown', 'git-commit']) assert.ok(isProseLanguage(language));
    for (const language of ['yaml', 'python', 'typescript']) assert.ok(!isProseLanguage(language));
    assert.ok(isProseFile('notes/a.md') && isProseFile('B.TXT') && !isProseFile('a.ts'));
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
