// What suggestions ask about the learned files.
import assert from 'node:assert/strict';
import { createFileIndex, fileIndexOf } from '../../../../src/completion/decide/fileIndex.ts';

const texts = [
  { path: 'app/src/main.ts', text: "import { a } from './tools/a.js';\nconst token = 'k9Xw2Lq7Zr4TbV8m';\n" },
  { path: 'app/src/tools/a.ts', text: 'export const a = 1;\nexport const other = 2;\n' },
  { path: 'app/src/page/b.ts', text: '' },
];
const document = 'app/src/page/view.ts';
const imported = (path: string, names: readonly string[], typed = '') => ({ path, typed, isWhole: true, names });

describe('the index of the learned files', () => {
  const index = fileIndexOf(texts);

  it('corrects a path to the file that has the imported name, with the extension of the suggestion', () => {
    assert.equal(index.pathOf(imported('./b.js', ['other']), document)?.path, '../tools/a.js');
    assert.equal(index.pathOf(imported('./b', ['other']), document)?.path, '../tools/a');
  });

  it('keeps what is typed of the path', () => {
    assert.equal(index.pathOf(imported('./b', ['other'], './'), document)?.path, './b');
  });

  it('has no path where the item that is selected in the list is another module', () => {
    const packages = fileIndexOf([{ path: 'app/src/main.ts', text: "import { URI } from 'vscode-uri';\n" }]);
    const path = (typed: string, selected?: string): string | undefined =>
      packages.pathOf(imported('vscode-languageserver-protocol', ['URI'], typed), document, selected)?.path;
    assert.equal(path('vscode-'), 'vscode-uri');
    assert.equal(path('vscode-languageserver', 'scode-languageserver'), undefined);
    assert.equal(path('vscode-languageserver'), 'vscode-languageserver-protocol', 'the user has typed it');
  });

  it('asks the names of the files where the imported name is not known', () => {
    assert.equal(index.pathOf(imported('./a', ['unknown']), document)?.path, '../tools/a');
    assert.equal(index.pathOf(imported('package', ['unknown']), document)?.path, 'package');
  });

  it('knows whether the path names a module, also where its name is not whole yet', () => {
    const begun = { path: './', typed: './', isWhole: false };
    assert.deepEqual(index.pathOf({ ...begun, names: ['unknown'] }, document), { path: './', isComplete: false });
    const [typed, names] = ['', ['other']];
    assert.deepEqual(index.pathOf({ ...begun, typed, names }, document), { path: '../tools/a', isComplete: true });
  });

  it('is the same after it was saved', () => {
    const restored = createFileIndex({ saved: index.save(), paths: texts.map(({ path }) => path) });
    assert.equal(restored.pathOf(imported('./b', ['other']), document)?.path, '../tools/a');
    assert.ok(restored.isOfOneOtherFile('k9Xw2Lq7Zr4TbV8m', document));
  });

  it('learns no imports of a record', () => {
    const recorded = createFileIndex();
    recorded.addRecorded('app/src/main.ts', texts[0]!.text);
    assert.equal(recorded.pathOf(imported('./x', ['a']), document)?.path, './x');
    assert.ok(recorded.isOfOneOtherFile('k9Xw2Lq7Zr4TbV8m', document));
  });
});
