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

  it('leaves the first word of an import whose names come first', () => {
    assert.equal(shown("import { one } from './one.js';", script), 'import');
  });

  it('cuts before a further line', () => {
    assert.equal(shown('import sys\nimport os\nimport re', python), 'import sys\nimport');
    assert.equal(
      shown("import { two } from './two.js';\nimport { one } from './one.js';", script),
      "import { two } from './two.js';",
    );
  });

  it('knows the lines below', () => {
    assert.equal(shown('import os', 'import re\n', '\nread(1);\nimport os\n'), 'import');
    assert.equal(shown('import os', 'import re\n', '\nread(1);\n'), 'import os');
  });

  it('passes other names, open imports, functions and indented lines', () => {
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
