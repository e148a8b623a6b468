import assert from 'node:assert/strict';
import fc from 'fast-check';
import { notebookText } from '../../../src/corpus/notebook.ts';
import { walk } from './collectFolder.ts';

const cell = (type: string, source: unknown, outputs: unknown = []) => ({ cell_type: type, source, outputs });
const notebook = (...cells: unknown[]): string =>
  JSON.stringify({ cells, metadata: { kernelspec: { name: 'python3' } }, nbformat: 4, nbformat_minor: 5 }, null, 1);
const example = notebook(
  cell('markdown', ['# Title\n', 'Text.']),
  cell('code', ['import numpy\n', 'x = 1\n'], [{ output_type: 'stream', text: ['printed'], source: 'no' }]),
  cell('raw', 'not learned'),
  cell('code', 'print(x)'),
);

describe('the text of a notebook', () => {
  it('has the sources of code and Markdown cells, and no outputs', () => {
    assert.equal(notebookText(example), '# Title\nText.\n\nimport numpy\nx = 1\n\nprint(x)');
  });

  it('is read from format 3', () => {
    const cells = [
      { cell_type: 'heading', level: 1, source: ['Title'] },
      { cell_type: 'code', input: ['x = 1'], outputs: [{ text: 'printed' }] },
    ];
    assert.equal(notebookText(JSON.stringify({ worksheets: [{ cells }], nbformat: 3 })), 'Title\n\nx = 1');
  });

  it('has the complete cells of a file that is cut off', () => {
    const cut = example.slice(0, example.indexOf('print(x)') + 3);
    assert.equal(notebookText(cut), '# Title\nText.\n\nimport numpy\nx = 1');
  });

  it('leaves out a cell with a merge conflict', () => {
    const lines = example.split('\n');
    const title = lines.findIndex((line) => line.includes('Title'));
    lines.splice(title, 0, '<<<<<<< HEAD');
    assert.equal(notebookText(lines.join('\n')), 'import numpy\nx = 1\n\nprint(x)');
  });

  it('is empty where nothing can be read, and never throws', () => {
    for (const text of ['', 'null', '[]', '{}', '{"cells": 1}', '{"cells": [1, null, {}]}', '{"cells": [{']) {
      assert.equal(notebookText(text), '');
    }
    fc.assert(
      fc.property(fc.nat({ max: example.length }), fc.string({ maxLength: 5 }), (at, inserted) => {
        const text = notebookText(example.slice(0, at) + inserted + example.slice(at));
        assert.ok(!text.includes('printed'), text);
      }),
    );
  });

  it('is learned instead of the JSON, with secrets masked and places in that text', async () => {
    const secret = cell('code', ['first = 1\n', 'password = "hunter2-x9Qz-7fKq"\n']);
    const files = { 'a.ipynb': notebook(secret), 'empty.ipynb': notebook(), 'damaged.ipynb': '{"cells": [' };
    const { texts, excluded } = await walk(files);
    assert.deepEqual(
      texts.map(({ path, text, masked }) => ({ path, text, lines: masked?.map(({ line }) => line) })),
      [{ path: 'ws/a.ipynb', text: 'first = 1\npassword = "***"', lines: [2] }],
    );
    assert.deepEqual(excluded, { 'damaged.ipynb': 'empty', 'empty.ipynb': 'empty' });
  });
});
