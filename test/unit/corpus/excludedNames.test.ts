import assert from 'node:assert/strict';
import type { FileTree, TreeEntry } from '../../../src/corpus/fileTree.ts';
import { walk as walkTree } from '../../../src/corpus/walk.ts';
import { defaultCorpusLimits } from '../../../src/protocol/settings.ts';
import { cpuMs } from '../cpuMs.ts';
import { walk } from './collectFolder.ts';

describe('names of files and folders in a corpus', () => {
  it('never opens a file with a secret name, nor anything in a secret folder', async () => {
    const { used, excluded, opened } = await walk({
      '.env': 'A=1',
      'deploy/id_rsa': 'k',
      '.ssh/config': 'h',
      'a.md': 'x',
    });
    assert.deepEqual(used, ['a.md']);
    assert.deepEqual(excluded, { '.env': 'secret name', 'deploy/id_rsa': 'secret name', '.ssh/': 'secret name' });
    assert.deepEqual(opened, ['a.md']);
  });

  it('applies nested .gitignore files, deeper ones over upper ones', async () => {
    const { used, excluded } = await walk({
      '.gitignore': '*.log\nsub/tmp/\n',
      'a.log': 'x',
      'sub/.gitignore': '!keep.log\n/top.txt\ntmp2/\n',
      'sub/keep.log': 'x',
      'sub/other.log': 'x',
      'sub/top.txt': 'x',
      'sub/more/top.txt': 'x',
      'sub/more/tmp2/x.txt': 'x',
      'sub/tmp/x.txt': 'x',
    });
    assert.deepEqual(used, ['.gitignore', 'sub/.gitignore', 'sub/keep.log', 'sub/more/top.txt']);
    assert.deepEqual(excluded, {
      'a.log': 'ignored',
      'sub/other.log': 'ignored',
      'sub/top.txt': 'ignored',
      'sub/more/tmp2/': 'ignored',
      'sub/tmp/': 'ignored',
    });
  });

  it('reads an ignore file of up to 1 MB, and nothing in the folder of a larger one', async () => {
    const ofSize = (bytes: number): string => `*.log\n${'#'.repeat(bytes - 6)}`;
    const files = {
      'a/.gitignore': ofSize(1_000_000),
      'a/x.log': 'x',
      'b/.gitignore': ofSize(1_000_001),
      'b/x.md': 'x',
    };
    const { used, excluded } = await walk(files);
    assert.deepEqual(used, []);
    assert.deepEqual(excluded, { 'a/.gitignore': 'minified', 'a/x.log': 'ignored', 'b/': 'unreadable' });
  });

  it('includes again what a nested .gitignore allows, and the files in it', async () => {
    const { used } = await walk({
      '.gitignore': 'gen/',
      'a/.gitignore': '!gen/',
      'a/gen/x.ts': 'x',
      'b/gen/y.ts': 'y',
    });
    assert.deepEqual(used, ['.gitignore', 'a/.gitignore', 'a/gen/x.ts']);
  });

  it('treats a folder name with glob characters as a plain name', async () => {
    const { used } = await walk({ '[id]/.gitignore': 'x.ts', '[id]/x.ts': 'x', 'i/x.ts': 'x' });
    assert.deepEqual(used, ['[id]/.gitignore', 'i/x.ts']);
  });

  it('applies .hiddenstateignore over .gitignore, and the repository’s own exclude file', async () => {
    const { used, excluded } = await walk(
      {
        '.git/info/exclude': 'private.md',
        '.gitignore': 'notes/',
        '.hiddenstateignore': '!notes/\ndraft*',
        'private.md': 'x',
        'notes/a.md': 'x',
        'draft.md': 'x',
      },
      { exclude: ['**/.git'] },
    );
    assert.deepEqual(used, ['.gitignore', 'notes/a.md']);
    assert.deepEqual(excluded, {
      '.git/': 'excluded by setting',
      'private.md': 'ignored',
      '.hiddenstateignore': 'ignored',
      'draft.md': 'ignored',
    });
  });

  it('applies exclude and include globs', async () => {
    const { used, excluded } = await walk(
      { 'a.ts': 'x', 'b.md': 'x', 'lib/c.ts': 'x' },
      { include: ['**/*.ts'], exclude: ['lib/**'] },
    );
    assert.deepEqual(used, ['a.ts']);
    assert.deepEqual(excluded, { 'b.md': 'excluded by setting', 'lib/': 'excluded by setting' });
  });

  it('applies the `when` of files.exclude: compiled files next to their source', async () => {
    const hidden = [{ pattern: '**/*.js', when: '$(basename).ts' }];
    const { used } = await walk({ 'a.js': 'x', 'a.ts': 'x', 'b.js': 'x' }, {}, { hidden });
    assert.deepEqual(used, ['a.ts', 'b.js']);
  });

  it('ignores a glob that cannot be parsed', async () => {
    const { used } = await walk({ 'a.ts': 'x' }, { exclude: ['', '/', 'x'.repeat(70_000)] });
    assert.deepEqual(used, ['a.ts']);
  });

  it('reads a file whose name says that it holds secrets when a setting allows it', async () => {
    const { used } = await walk({ 'demo.env': 'A=1', '.env': 'B=2' }, { notSecret: ['demo.env'] });
    assert.deepEqual(used, ['demo.env']);
  });

  it('takes 130,000 files, names with any character, and a folder with 60,000 files', async () => {
    const many = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`many/${i}.md`, 'x']));
    const odd = { 'a\nb.md': 'x', '<script>.md': 'x', '[x](command:y).md': 'x', 'a\u202eb.md': 'x' };
    const { used, excluded } = await walk({ ...odd, ...many }, { maxTotalCharacters: 1000 });
    assert.equal(used.length, 1000);
    assert.ok(Object.keys(excluded).length < 60_100);
  });

  it('reads 400 nested ignore files in a moment, and skips lines that are no patterns', async () => {
    const files: Record<string, string> = { '.gitignore': `${'x'.repeat(33_000)}\n[\n*.log\n` };
    let folder = '';
    for (let depth = 0; depth < 400; depth++) {
      folder += 'd/';
      files[`${folder}.gitignore`] = `skip${depth}\n`;
      files[`${folder}skip${depth}`] = 'x';
      files[`${folder}a.log`] = 'x';
    }
    files[`${folder}end.md`] = 'x';
    let found: ReturnType<typeof walk> | undefined;
    assert.ok((await cpuMs(() => (found = walk(files)))) < 20_000);
    const { used, excluded } = await found!;
    assert.equal(used.filter((path) => !path.endsWith('.gitignore')).length, 1);
    assert.equal(Object.values(excluded).filter((rule) => rule === 'ignored').length, 800);
  });

  it('pauses often while it judges names', async () => {
    let pauses = 0;
    const files = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i}.md`, 'x']));
    await walk(files, { pause: async () => void pauses++ });
    assert.ok(pauses >= 20);
  });

  it('pauses after a part of the names, also where one folder has very many', async () => {
    const many = 100_000;
    let [looks, mostLooks] = [0, 0];
    const entry = (index: number): TreeEntry => ({
      kind: 'file',
      get name() {
        looks++;
        return `${index}.md`;
      },
    });
    const facts = { kind: 'file', bytes: 1, modifiedMs: 0 } as const;
    const tree: FileTree = {
      list: async () => Array.from({ length: many }, (_, index) => entry(index)),
      facts: async () => facts,
      read: async () => ({ kind: 'text', text: 'x' }),
    };
    const pause = async (): Promise<void> => {
      mostLooks = Math.max(mostLooks, looks);
      looks = 0;
    };
    const found = await walkTree([{ name: 'w', tree }], { ...defaultCorpusLimits, maxCandidates: 10, pause }, []);
    assert.ok(found.length >= 10);
    assert.ok(mostLooks < many / 5, `${mostLooks} looks`);
  });
});
