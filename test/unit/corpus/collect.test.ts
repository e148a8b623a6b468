import assert from 'node:assert/strict';
import {
  collect,
  type KnownFile,
  type CollectOptions,
  type NearestTexts,
  type Root,
} from '../../../src/corpus/collect.ts';
import { learnableText } from '../../../src/corpus/learnableText.ts';
import { cpuMs } from '../cpuMs.ts';
import { folder } from './folder.ts';

const open: CollectOptions = {
  ...{ include: [], exclude: [], maxFileBytes: 1e6, maxTotalCharacters: 1e6 },
  learnableText,
};

/** Paths used, and path -> rule of those excluded, without the root's name. */
async function walk(
  files: Readonly<Record<string, string>>,
  options: Partial<CollectOptions> = {},
  root: Partial<Root> = {},
  times: Readonly<Record<string, number>> = {},
) {
  const tree = folder(files, times);
  const { texts, excluded } = await collect([{ name: 'ws', tree, ...root }], { ...open, ...options });
  return {
    used: texts.map(({ path }) => path.slice(3)),
    excluded: Object.fromEntries(excluded.map(({ path, rule }) => [path.slice(3), rule])),
    texts,
    opened: tree.opened,
  };
}

describe('collecting a corpus', () => {
  it('reads the text files of every folder', async () => {
    const { used, excluded } = await walk({ 'a.md': 'x', 'src/b.ts': 'y', 'src/deep/c': 'z' });
    assert.deepEqual(used, ['a.md', 'src/b.ts', 'src/deep/c']);
    assert.deepEqual(excluded, {});
  });

  it('returns the nearest texts before it has read the others', async () => {
    const names = Array.from({ length: 40 }, (_, index) => `${index}.md`);
    const files = Object.fromEntries(names.map((name) => [name, name.repeat(10)]));
    const received: NearestTexts[] = [];
    const tree = folder(files, { '39.md': 2, '38.md': 1 });
    const root = { name: 'ws', tree, open: new Map([['7.md', 'unsaved']]) };
    const { texts } = await collect([root], { ...open, onNearest: (nearest) => received.push(nearest) });
    assert.equal(received.length, 1);
    const [{ texts: nearest, expectedCharacters }] = received as [NearestTexts];
    assert.deepEqual(
      nearest.slice(0, 3).map(({ path }) => path),
      ['ws/7.md', 'ws/39.md', 'ws/38.md'],
    );
    assert.deepEqual(texts.slice(0, nearest.length), nearest);
    assert.ok(nearest.length < texts.length);
    assert.equal(
      expectedCharacters,
      texts.reduce((sum, { text }) => sum + text.length, 0),
    );
  });

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

  it('excludes a file that turns out to be larger than it reports', async () => {
    const tree = folder({ 'a.md': 'x'.repeat(3000) });
    const facts = async () => ({ kind: 'file' as const, bytes: 0, modifiedMs: 0 });
    const options = { ...open, maxFileBytes: 2000 };
    const { texts, excluded } = await collect([{ name: 'ws', tree: { ...tree, facts } }], options);
    assert.deepEqual(texts, []);
    assert.deepEqual(excluded, [{ path: 'ws/a.md', included: false, rule: 'too large' }]);
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
    assert.deepEqual(used, ['.gitignore', '.hiddenstateignore', 'notes/a.md']);
    assert.deepEqual(excluded, { '.git/': 'excluded by setting', 'private.md': 'ignored', 'draft.md': 'ignored' });
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

  it('gives for each file the reason why its content is not used', async () => {
    const { used, excluded } = await walk(
      {
        'photo.png': 'BINARY',
        'gone.txt': 'UNREADABLE',
        'blank.txt': ' \n',
        'min.js': 'var a=1;'.repeat(200),
        'api.ts': '// @generated by tool\nx',
        'big.txt': 'x'.repeat(3000),
        'yarn.lock': 'x',
        'a.txt': 'x',
      },
      { maxFileBytes: 2000 },
    );
    assert.deepEqual(used, ['a.txt']);
    assert.deepEqual(excluded, {
      'photo.png': 'binary',
      'gone.txt': 'unreadable',
      'blank.txt': 'empty',
      'min.js': 'minified',
      'api.ts': 'generated',
      'big.txt': 'too large',
      'yarn.lock': 'generated',
    });
  });

  it('reads open documents as they are in the editor, before all others, then the latest changed', async () => {
    const { used, texts } = await walk(
      { 'a.txt': 'on disk', 'b.txt': 'b', 'c.txt': 'c' },
      {},
      { open: new Map([['a.txt', 'in the editor']]) },
      { 'a.txt': 1, 'b.txt': 2, 'c.txt': 3 },
    );
    assert.deepEqual(used, ['a.txt', 'c.txt', 'b.txt']);
    assert.equal(texts[0]?.text, 'in the editor');
  });

  it('looks only at the files that it is asked for, by the same rules', async () => {
    const only = new Set(['ws/src/a.ts', 'ws/src/b.log', 'ws/gone.ts']);
    const files = { '.gitignore': '*.log', 'src/a.ts': 'x', 'src/b.log': 'x', 'src/c.ts': 'x', 'lib/d.ts': 'x' };
    const { used, excluded, opened } = await walk(files, { only });
    assert.deepEqual(used, ['src/a.ts']);
    assert.deepEqual(excluded, { 'src/b.log': 'ignored' });
    assert.deepEqual(opened, ['.gitignore', 'src/a.ts']);
  });

  it('returns texts with one kind of line end', async () => {
    const { texts } = await walk({ 'a.md': 'one\r\ntwo\rthree\n' });
    assert.equal(texts[0]!.text, 'one\ntwo\nthree\n');
  });

  it('masks secrets in the texts that it returns', async () => {
    const { texts } = await walk({ 'a.ts': `const token = 'ghp_${'a1B2c3D4e5F6'.repeat(3)}';` });
    assert.equal(texts[0]?.text, "const token = '***';");
  });

  it('decides by size, before it opens a file, what fits into the total limit', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`f${String(i).padStart(2, '0')}`, 'x'.repeat(10)]),
    );
    const { used, excluded, opened } = await walk(files, { maxTotalCharacters: 100 });
    assert.equal(used.length, 10);
    assert.equal(opened.length, 10);
    assert.deepEqual(new Set(Object.values(excluded)), new Set(['over the total limit']));
  });

  it('lets a smaller text follow one that does not fit, and reads the first however large it is', async () => {
    const files = { a: 'x'.repeat(7), b: 'x'.repeat(9), c: 'xxx' };
    assert.deepEqual((await walk(files, { maxTotalCharacters: 10 })).used, ['a', 'c']);
    assert.deepEqual((await walk({ a: 'xxxx' }, { maxTotalCharacters: 1 })).used, ['a']);
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

  it('walks several folders, and excludes one that cannot be listed', async () => {
    const broken = { ...folder({}), list: () => Promise.reject(new Error('gone')) };
    const { texts, excluded } = await collect(
      [
        { name: 'one', tree: folder({ 'a.txt': 'x' }) },
        { name: 'two', tree: broken },
      ],
      open,
    );
    assert.deepEqual(texts, [{ path: 'one/a.txt', text: 'x', saved: { bytes: 1, modifiedMs: 0 } }]);
    assert.deepEqual(excluded, [{ path: 'two/', included: false, rule: 'unreadable' }]);
  });

  it('does not open known files that have not changed, and counts their text', async () => {
    const tree = folder({ 'a.txt': 'aaaa', 'b.txt': 'bbbb', 'c.txt': 'cccc', 'd.bin': '\0\0' });
    const opened: string[] = [];
    const watched = { ...tree, read: (path: string, most: number) => (opened.push(path), tree.read(path, most)) };
    const earlier: Record<string, KnownFile> = {
      'w/a.txt': { bytes: 4, modifiedMs: 0, result: 4 },
      'w/b.txt': { bytes: 5, modifiedMs: 0, result: 5 },
      'w/d.bin': { bytes: 2, modifiedMs: 0, result: 'binary' },
    };
    const known = async () => (path: string) => earlier[path];
    const found = await collect([{ name: 'w', tree: watched }], { ...open, known, maxTotalCharacters: 8 });
    assert.deepEqual(found.unchanged, [{ path: 'w/a.txt', length: 4 }]);
    assert.deepEqual([...new Set(opened)], ['b.txt']);
    assert.deepEqual(
      found.texts.map(({ path }) => path),
      ['w/b.txt'],
    );
    assert.deepEqual(
      found.excluded.map(({ path, rule }) => [path, rule]),
      [
        ['w/c.txt', 'over the total limit'],
        ['w/d.bin', 'binary'],
      ],
    );
  });

  it('knows which texts are saved as they are, and reads a file again whose last line was left out', async () => {
    const tree = folder({ 'a.txt': 'one\ntwo\n', 'b.txt': 'old' });
    const { texts } = await collect(
      [
        {
          ...{ name: 'w', tree },
          open: new Map([
            ['a.txt', 'one\ntwo\n'],
            ['b.txt', 'new'],
          ]),
          unsaved: new Set(['b.txt']),
          typedLines: new Map([['a.txt', [1]]]),
        },
      ],
      open,
    );
    assert.deepEqual(Object.fromEntries(texts.map(({ path, saved }) => [path, saved])), {
      'w/a.txt': { bytes: 8, modifiedMs: 0 },
      'w/b.txt': undefined,
    });
  });

  it('stops when it is aborted', async () => {
    await assert.rejects(walk({ 'a.txt': 'x' }, { signal: AbortSignal.abort(new Error('enough')) }), /enough/);
  });
});
