// From which module a name is imported.
import assert from 'node:assert/strict';
import { createImportSources } from '../../../../src/completion/decide/importSources.ts';

const document = 'app/src/page/view.ts';

function sourcesOf(texts: Readonly<Record<string, string>>) {
  const sources = createImportSources();
  for (const [path, text] of Object.entries(texts)) sources.add(path, text);
  return sources;
}

describe('the modules that names are imported from', () => {
  it('are packages and aliases as they are, and files as seen from the document', () => {
    const sources = sourcesOf({
      'app/src/main.ts':
        "import { h } from 'view';\nimport { t } from '@/text';\nimport { Row } from './list/row.js';\n",
    });
    assert.deepEqual(sources.pathsOf(['h'], document), ['view']);
    assert.deepEqual(sources.pathsOf(['t'], document), ['@/text']);
    assert.deepEqual(sources.pathsOf(['Row'], document), ['../list/row']);
    assert.deepEqual(sources.pathsOf(['unknown'], document), []);
  });

  it('are the files that export them', () => {
    const sources = sourcesOf({
      'app/src/page/parts.ts': 'export interface Part {}\n',
      'app/src/list/index.ts': 'export class List {}\n',
      'app/src/page/index.ts': 'export class Page {}\n',
    });
    assert.deepEqual(sources.pathsOf(['Part'], document), ['./parts']);
    assert.deepEqual(sources.pathsOf(['List'], document), ['../list']);
    assert.deepEqual(
      sources.pathsOf(['Page'], document),
      [],
      'an index in the folder of the document has several names',
    );
  });

  it('are those of most names', () => {
    const imports = "import { a, b } from 'x';\nimport { c } from 'y';\n";
    const sources = sourcesOf({ 'app/one.ts': imports });
    assert.deepEqual(sources.pathsOf(['c', 'a', 'b'], document), ['x', 'y']);
  });

  it('are not known where files disagree, and follow a name that moves', () => {
    const sources = sourcesOf({ 'app/one.ts': "import { a } from 'x';\n", 'app/two.ts': "import { a } from 'y';\n" });
    assert.deepEqual(sources.pathsOf(['a'], document), []);
    for (let n = 0; n < 20; n++) sources.add('app/one.ts', "import { a } from 'x';\n");
    for (let n = 0; n < 5; n++) sources.add('app/two.ts', "import { a } from 'y';\n");
    assert.deepEqual(sources.pathsOf(['a'], document), ['y']);
  });

  it('are never the document itself, and no files of another folder of the workspace', () => {
    const sources = sourcesOf({
      'app/src/page/view.ts': 'export class View {}\n',
      'other/main.ts': "import { b } from './b';\nimport { c } from 'c';\n",
    });
    assert.deepEqual(sources.pathsOf(['View', 'b', 'c'], document), ['c']);
    assert.deepEqual(sources.pathsOf(['View'], 'file:///tmp/x.ts'), []);
  });

  it('are the same after they were saved', () => {
    const sources = sourcesOf({ 'app/src/main.ts': "import { a } from './a';\nimport { b } from 'b';\n" });
    const restored = createImportSources(sources.save());
    for (const name of ['a', 'b'])
      assert.deepEqual(restored.pathsOf([name], document), sources.pathsOf([name], document));
  });
});
