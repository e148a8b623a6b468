// The gate for imports and declarations that the document has already.
import assert from 'node:assert/strict';
import { wordsOf } from '../../../../src/completion/fit/words.ts';
import { decideOn } from './decideOn.ts';

function decidedOn(text: string, before: string, after = '') {
  let end = 0;
  const words = wordsOf(text).map((word) => ({ end: (end += word.length), probability: 0.9 }));
  return decideOn({ text, words }, { caret: { before, after } });
}
const shown = (text: string, before: string, after = ''): string | undefined =>
  decidedOn(text, before, after).shown?.text;

const python = 'from typing import Any\nimport os\n';
const script = "import { one } from './one.js';\nexport const first = 1;\nexport class Queue<T> {\n";

describe('gate for repeated lines', () => {
  it('cuts a suggestion before the name that is imported or declared again', () => {
    assert.equal(shown('from typing import Any', python), 'from typing import');
    assert.equal(shown('m typing import Any', `${python}fro`), 'm typing import');
    assert.equal(shown('export const first = 2;', script), 'export const');
    assert.equal(shown('xport class Queue {', `${script}e`), 'xport class');
  });

  it('refuses the name itself', () => {
    assert.equal(decidedOn('first = 2;', `${script}export const `).refusal?.gate, 'repeated');
    assert.equal(decidedOn(' os', `${python}import`).refusal?.gate, 'repeated');
  });

  it('refuses an entry that the list has already, and cuts before it', () => {
    const list = '# People\n\n- **Dermott**: neighbor, buys land.\n- **Katrine**: sings.\n';
    assert.equal(decidedOn('Dermott**: neighbor, buys land.', `${list}- **`).refusal?.gate, 'repeated');
    assert.equal(decidedOn('**Dermott**: neighbor, buys land.', `${list}3. `).refusal?.gate, 'repeated');
    assert.equal(decidedOn('Dermott**: owns a mill.', `${list}- **`).refusal?.gate, 'repeated');
    assert.equal(shown('**Frank**: heir.\n- **Katrine**: sings.', `${list}- `), '**Frank**: heir.');
  });

  it('leaves an entry that begins like another one, one of another list, and a short one', () => {
    const list = '- Added support for LaTeX\n- [ ] one\n';
    assert.equal(shown('Added support for', `${list}- `), 'Added support for');
    assert.equal(shown('[ ] one', `${list}- `), '[ ] one');
    assert.equal(shown('Added support for LaTeX', `${list}\nOthers:\n- `), 'Added support for LaTeX');
  });

  it('ends before a whole comment that the document has, or after its first word', () => {
    const licensed = '/**\n * Copyright 2024 of the authors.\n * @license MIT of them all\n */\n\nfirst();\n';
    assert.equal(shown('\n * Copyright 2024 of the authors.\n */', `${licensed}/**`), undefined);
    assert.equal(shown('** ok\n * Copyright 2024 of the authors.', `${licensed}/`), '** ok');
    assert.equal(shown('right 2024 of the authors.', `${licensed}  // Copy`), 'right 2024 of the authors.');
    assert.equal(shown('right 2024 of the authors.', `${licensed} * Copy`), 'right');
    assert.equal(shown('\n * @license MIT of them all', `${licensed}/**`), '\n * @license MIT of them all');
    assert.equal(shown('eslint-disable no-console', '// eslint-disable no-console\n// '), 'eslint-disable no-console');
  });

  it('leaves the first word of an import whose names come first', () => {
    assert.equal(shown("import { one } from './one.js';", script), 'import');
  });

  it('cuts before a further line', () => {
    assert.equal(shown('import sys\nimport os\nimport re', python), 'import sys');
    assert.equal(
      shown("import { two } from './two.js';\nimport { one } from './one.js';", script),
      "import { two } from './two.js';",
    );
  });

  it('knows the lines below', () => {
    assert.equal(shown('import os', 'import re\n', '\nread(1);\nimport os\n'), 'import');
    assert.equal(shown('import os', 'import re\n', '\nread(1);\n'), 'import os');
  });

  it('compares an indented declaration with the lines of the same block', () => {
    const block = 'function run() {\n  const now = Date.now();\n  if (now) {\n    type Inner = 1;\n  }\n';
    assert.equal(shown('nst now = Date.now();', `${block}  co`), 'nst');
    assert.equal(decidedOn('now = Date.now();', `${block}  const `).refusal?.gate, 'repeated');
    assert.equal(shown('  const a = 1;\n  const a = 1;', block), '  const a = 1;');
    assert.equal(shown('const now = 1;', 'function run() {\n  ', '\n\n  const now = 2;\n}\n'), 'const');
    for (const before of [
      `${block}  if (true) {\n`,
      `${block}  }\n  if (true) {\n`,
      `${block.replace('  if', '} else {\n  if')}`,
    ]) {
      const inner = before.endsWith('true) {\n') ? '    const now = 2;\n    type Inner = 1;' : '  const now = 2;';
      assert.equal(shown(inner, before), inner);
    }
    assert.equal(
      shown('const now = 1;', 'function run() {\n  ', '\n}\nfunction go() {\n  const now = 2;\n'),
      'const now = 1;',
    );
  });

  it('passes indented declarations that a language may permit again', () => {
    for (const line of ['  let now = 1;', '  var now = 1;', '  const int last = 1;', '  enum class Kind {']) {
      assert.equal(shown(line, `run() {\n${line}\n`), line);
    }
  });

  it('passes other names, open imports and functions', () => {
    const twice = 'import {\nexport function get(key: string): void;\n  const inner = 1;\nfrom a import (\n';
    for (const text of [
      'export const firstOf = 2;',
      'const first = 2;',
      'from typing import AnyStr',
      'import { one } from',
    ]) {
      assert.equal(shown(text, python + script), text);
    }
    for (const text of twice.split('\n').slice(0, -1)) assert.equal(shown(text, twice), text.trimEnd());
  });
});
