// Where relative paths in imports lead.
import assert from 'node:assert/strict';
import { createFilePaths } from '../../../../src/completion/decide/filePaths.ts';

const paths = [
  'app/src/main.ts',
  'app/src/user/userName.ts',
  'app/src/user/form/userForm.tsx',
  'app/src/user/form/form.css',
  'app/src/text/zip-all.ts',
  'app/src/text/index.ts',
  'app/src/user/types.ts',
  'app/src/text/types.ts',
  'other/src/twice.ts',
];
const files = createFilePaths(paths);
const document = 'app/src/text/words.ts';

const pathOf = (path: string, names: readonly string[] = [], from = document) =>
  files.pathOf({ path, isWhole: true, names }, from)?.path;
const beginningOf = (path: string, names: readonly string[] = []) =>
  files.pathOf({ path, isWhole: false, names }, document)?.path;

describe('paths of imports', () => {
  it('stay where they lead to a learned file, with and without its extension, or to a folder', () => {
    const right = [
      './zip-all',
      './zip-all.ts',
      './zip-all.js',
      '../user/form/userForm',
      '../main',
      '../user/form/form.css',
    ];
    for (const path of [...right, '../text', '../user/', './index']) assert.equal(pathOf(path), path);
  });

  it('get the folders of the only file of this name', () => {
    assert.equal(pathOf('./userName'), '../user/userName');
    assert.equal(pathOf('../form/userForm.js'), '../user/form/userForm.js');
    assert.equal(pathOf('./text/zip-all'), './zip-all');
    assert.equal(pathOf('./form.css'), '../user/form/form.css');
    assert.equal(beginningOf('./user/'), '../user/');
  });

  it('get the way in which the file is written', () => {
    assert.equal(pathOf('./zipAll.js'), './zip-all.js');
  });

  it('lead nowhere where several files have the name, unless the folder tells which is meant', () => {
    assert.equal(pathOf('./types', [], 'app/src/main.ts'), undefined);
    assert.equal(pathOf('../user/types', [], 'app/src/main.ts'), './user/types');
  });

  it('never lead to the document itself', () => {
    assert.equal(pathOf('./words'), undefined);
  });

  it('lead to the file that is called like an imported name', () => {
    assert.equal(pathOf('../user/userName.js', ['zipAll']), './zip-all.js');
    assert.equal(beginningOf('./', ['other', 'UserForm']), '../user/form/userForm');
    assert.equal(pathOf('./zip-all', ['words']), './zip-all');
  });

  it('stay where a folder above exports the imported name again', () => {
    assert.equal(pathOf('../user', ['userForm']), '../user');
  });

  it('stay where nothing is known: of an unknown name, at the beginning of a name, outside the workspace', () => {
    assert.equal(pathOf('./styles.css'), './styles.css');
    assert.equal(beginningOf('./userN'), './userN');
    assert.equal(beginningOf('./userName'), './userName');
    assert.equal(pathOf('./twice'), './twice');
    assert.equal(pathOf('./userName', [], 'words.ts'), './userName');
    assert.equal(pathOf('./userName', ['zipAll'], 'file:///app/words.ts'), './userName');
    assert.equal(createFilePaths().pathOf({ path: './x', isWhole: true, names: ['y'] }, document)?.path, './x');
  });

  it('learn a file that is added, once', () => {
    const some = createFilePaths(['app/a/one.ts']);
    for (let time = 0; time < 2; time++) some.add('app/b/two.ts');
    assert.equal(some.pathOf({ path: './two', isWhole: true, names: [] }, 'app/a/one.ts')?.path, '../b/two');
  });
});
