// Globs, compared with picomatch and with git, and in time that grows with their length alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import picomatch from 'picomatch/posix.js';
import { anyGlob, namePatterns } from '../../../src/corpus/globs.ts';
import { noIgnoreRules } from '../../../src/corpus/ignoreFiles.ts';
import { cpuMs } from '../cpuMs.ts';

const none: ReadonlySet<string> = new Set();
const matches = (pattern: string, path: string): boolean => anyGlob([pattern])(path);

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.', '-'), minLength: 1, maxLength: 5 });
/** `.` and `..` are no names of files. */
const fileName = name.filter((text) => !/^\.+$/.test(text));
const path = fc.array(fileName, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
const piece = fc.oneof(fileName, fc.constantFrom('*', '?', '[ab]', '[a-b]', '[^c]', '\\a', 'a*', '*b', '*.b', '?b'));
const segment = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''));
const glob = fc
  .array(fc.oneof({ weight: 3, arbitrary: segment }, { weight: 1, arbitrary: fc.constant('**') }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((segments) => segments.join('/'));

describe('globs', () => {
  it('match the paths that picomatch matches', () => {
    // Two dots are a range of picomatch, which the editor does not have.
    const option = fileName.filter((text) => !text.includes('..'));
    const choice = fc.tuple(option, option).map(([one, other]) => `{${one},${other}}`);
    const withChoice = fc
      .tuple(fc.constantFrom('', '**/', 'a/'), choice, fc.constantFrom('', '/*', '/**', 'b'))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(glob, withChoice), path, (pattern, text) => {
        // Three stars are no syntax of the editor. It lets `*.*` match `a.`, `a*/**` the folder itself, and `**.b` one name.
        fc.pre(!/\*\*\*|\*\.\*|[*?\]][^/]*\/\*\*$|^\*\*\./.test(pattern));
        assert.equal(matches(pattern, text), picomatch(pattern, { dot: true })(text), `${text} by ${pattern}`);
      }),
      { numRuns: 5000 },
    );
  });

  it('of fixed names match the names that picomatch matches, in upper and lower case', () => {
    const patterns = ['.env', '*.env.*', 'id_rsa*', '*credentials*.{json,yml}', '*[-_]secret.*', 'wg[0-9]*.conf', '.*'];
    const word = fc.constantFrom(
      '.',
      '.ENV',
      'env',
      'id_rsa',
      'Credentials',
      'json',
      '.yml',
      '-secret',
      'x',
      'wg0',
      '.conf',
    );
    const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(''));
    const [own, other] = [namePatterns(patterns), picomatch(patterns, { dot: true, nocase: true })];
    fc.assert(
      fc.property(
        text.filter((one) => !/^\.+$/.test(one)),
        (one) => assert.equal(own(one), other(one), one),
      ),
    );
  });

  it('have the syntax of the editor', () => {
    const paths = ['src/a.ts', 'src/lib/b.test.ts', 'a.ts', '(x).md', '!c', '{d'];
    const found = (pattern: string): string[] => paths.filter((text) => matches(pattern, text));
    assert.deepEqual(found('**/*.ts'), ['src/a.ts', 'src/lib/b.test.ts', 'a.ts']);
    assert.deepEqual(found('**/{a,*.test}.ts'), ['src/a.ts', 'src/lib/b.test.ts', 'a.ts']);
    assert.deepEqual(found('src/**'), ['src/a.ts', 'src/lib/b.test.ts']);
    assert.deepEqual(found('**.ts'), ['a.ts']);
    assert.deepEqual(found('./a.ts'), ['a.ts']);
    assert.deepEqual(found('(x).*'), ['(x).md']);
    assert.deepEqual(found('!c'), ['!c']);
    assert.deepEqual(found('{d'), ['{d']);
    assert.deepEqual(found('[!a(]*'), ['!c', '{d']);
    assert.ok(matches('lib/**', 'lib') && !matches('lib/**', 'library'));
  });

  it('take little time, whatever the pattern and the path', async () => {
    const hostile = [
      '*a'.repeat(120) + 'b',
      '**/*a'.repeat(60) + 'b',
      '{a,a*}'.repeat(300) + 'b',
      '{'.repeat(5000) + '}'.repeat(5000),
      '['.repeat(10_000),
      '?'.repeat(200) + '*'.repeat(50),
      '*[ab]'.repeat(100) + 'c',
    ];
    for (const pattern of hostile) {
      for (const text of ['a'.repeat(255), 'a/'.repeat(2000), 'ab'.repeat(2000)]) {
        const ms = await cpuMs(async () => matches(pattern, text));
        assert.ok(ms < 2000, `${pattern.slice(0, 20)}: ${ms} ms`);
      }
    }
  });

  it('that need more work than a path may take match it', () => {
    const patterns = Array.from({ length: 4000 }, (_, index) => `*a*a*${index}`);
    assert.ok(anyGlob(patterns)('a'.repeat(255)));
    assert.ok(!anyGlob(patterns.slice(0, 100))('a'.repeat(255)));
  });

  it('that are longer together than a workspace needs match every path, at once', async () => {
    const patterns = Array.from({ length: 400 }, (_, index) => `${'a*'.repeat(4000)}${index}`);
    let isMatched = false;
    const ms = await cpuMs(async () => (isMatched = anyGlob(patterns)('b')));
    assert.ok(isMatched);
    assert.ok(ms < 300, `${ms} ms`);
  });
});

describe('ignore files and git', () => {
  const names = ['a', 'b', 'ab', 'x.o', 'B', ' c', '#d', '!e', '[f]'];
  let folder: string;
  const paths: string[] = [];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'hidden-state-git-'));
    execFileSync('git', ['init', '-q', folder]);
    execFileSync('git', ['-C', folder, 'config', 'core.ignorecase', 'true']);
    for (const one of ['a', 'b']) {
      for (const other of ['ab', 'b']) mkdirSync(join(folder, one, other, 'a'), { recursive: true });
      paths.push(`${one}/`, `${one}/ab/`, `${one}/b/`, `${one}/ab/a/`, `${one}/b/a/`);
    }
    const folders = ['', ...paths];
    for (const inside of folders) {
      for (const one of names) {
        if (folders.includes(`${inside}${one}/`)) continue;
        if (one === 'B' && folders.includes(`${inside}b/`)) continue;
        writeFileSync(join(folder, inside, one), '');
        paths.push(inside + one);
      }
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Paths that git ignores, or that are in a folder that it ignores. */
  function ignoredByGit(content: string): ReadonlySet<string> {
    writeFileSync(join(folder, '.gitignore'), content);
    const input = paths.map((one) => one.replace(/\/$/, '')).join('\0');
    try {
      const options = ['-C', folder, '-c', 'core.quotePath=off', 'check-ignore', '--no-index', '-z', '--stdin'];
      const output = execFileSync('git', options, { input, encoding: 'utf8', stdio: 'pipe' });
      return new Set(output.split('\0'));
    } catch (error) {
      // Its exit code says that none is ignored.
      assert.equal((error as { status: unknown }).status, 1);
      return none;
    }
  }

  async function isIgnored(content: string, path: string): Promise<boolean> {
    let rules = await noIgnoreRules().with(content);
    const parts = path.split(/(?<=\/)/);
    for (const part of parts.slice(0, -1)) {
      if (rules.ignores(part)) return true;
      rules = rules.enter(part.slice(0, -1));
    }
    return rules.ignores(parts.at(-1)!);
  }

  it('agree on what is ignored', async () => {
    const part = fc.constantFrom(
      ...['a', 'b', 'AB', '*', '?', '**', '*.o', 'x.*', '[ab]', '[!a]'],
      ...['[^b]*', '[[:upper:]]', 'a*', '***', '[a', '\\a'],
      ...['\\', '\\*', '[]a]', '[a-]', '[\\]a]', '{a,b}', ' c', '\\[f\\]', '[[:nothing:]]'],
    );
    const line = fc.oneof(
      fc.constantFrom('', '#d', '\\#d', '\\!e', '!', '/', '//', 'a\\ ', 'a  ', 'a\r', '!a', '**', '**/', '/**', '!/a/'),
      fc
        .tuple(
          fc.constantFrom('', '!', '/', '!/', '**/'),
          fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/')),
          fc.constantFrom('', '/', ' ', '/**', '\\ '),
        )
        .map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 4 }), async (lines) => {
        const content = `${lines.join('\n')}\n`;
        // In a class of characters, git does not ignore the case of single characters: there, `[B]` matches neither `b` nor `B`.
        const byGit = ignoredByGit(content.toLowerCase());
        for (const one of paths) {
          const expected = byGit.has(one.replace(/\/$/, ''));
          assert.equal(await isIgnored(content, one), expected, `${one} by ${JSON.stringify(content)}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ignore the case of letters in classes of characters, where git without `core.ignorecase` ignores a file', async () => {
    for (const name of ['b', 'B']) {
      assert.ok(await isIgnored('[B]', name));
      assert.ok(await isIgnored('[A-C]', name));
      assert.ok(!(await isIgnored('[^B]', name)));
    }
  });

  it('take little time, whatever the patterns and the names', async () => {
    const content = [`${'*a'.repeat(120)}b`, '**/a'.repeat(200), `${'[ab]*'.repeat(100)}c`].join('\n');
    const ms = await cpuMs(async () => {
      const rules = await noIgnoreRules().with(content);
      for (let depth = 0, inner = rules; depth < 100; depth++) {
        assert.equal(inner.ignores('a'.repeat(255)), false);
        inner = inner.enter('a'.repeat(255));
      }
    });
    assert.ok(ms < 5000, `${ms} ms`);
  });

  it('ignore the rest of a read where all names together need more work than a workspace is worth', async () => {
    const root = noIgnoreRules();
    const rules = await root.enter('a').with('*a*a*a*b*c\n'.repeat(18_000));
    const check = (from: number, to: number): Promise<number> =>
      cpuMs(async () => {
        for (let index = from; index < to; index++) rules.ignores(`${'a'.repeat(200)}${index}`);
      });
    await check(0, 400);
    const ms = await check(400, 600);
    assert.ok(ms < 200, `${ms} ms`);
    assert.ok(rules.ignores('b') && rules.enter('b').ignores('c'));
    // In other folders, too.
    assert.ok((await root.enter('b').with('x.o')).ignores('b'));
    assert.ok(!(await noIgnoreRules().with('x.o')).ignores('b'));
  });

  it('a name that needs more work than a name may take is ignored, and so is all in such a folder', async () => {
    const content = Array.from({ length: 20_000 }, (_, index) => `*a*a*${index}`).join('\n');
    const rules = await noIgnoreRules().with(content);
    assert.equal(rules.ignores('a'.repeat(255)), true);
    assert.equal(rules.enter('a'.repeat(255)).ignores('b'), true);
  });
});
