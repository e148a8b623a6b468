import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/build/setup.mjs';
import { checkContents } from '../../../scripts/package/package.mjs';
import { releaseProblems } from '../../../scripts/package/releaseProblems.mjs';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  readonly version: string;
  readonly repository: { readonly url: string };
  readonly homepage: string;
  readonly bugs: { readonly url: string };
  readonly qna: string;
};

type State = Parameters<typeof releaseProblems>[0];

/** A state in which a release is possible, with changes. */
function problems(changes: Partial<State> = {}): readonly string[] {
  return releaseProblems({
    manifest: { version: '1.2.3', repository: { url: 'https://github.com/somewhere/hidden-state.git' } },
    lock: { version: '1.2.3' },
    changelog: '# Changelog\n\n## 1.2.3\n\n- A change.\n\n## 1.2.2\n',
    citation: 'title: x\nversion: 1.2.3\n',
    tags: ['v1.2.3'],
    changedFiles: '',
    isDryRun: false,
    ...changes,
  });
}

describe('a release', () => {
  it('is possible when everything agrees', () => {
    assert.deepEqual(problems(), []);
  });

  const cases: readonly (readonly [string, Partial<State>, RegExp])[] = [
    ['the lock file has another version', { lock: { version: '1.2.2' } }, /package-lock.json has the version 1.2.2/],
    ['the changelog has no entry', { changelog: '## 1.2.2\n\n- A change.\n' }, /no entry for 1.2.3/],
    ['the entry is empty', { changelog: '## 1.2.3\n\n## 1.2.2\n\n- A change.\n' }, /no entry for 1.2.3/],
    ['the citation has another version', { citation: 'version: 1.2.30\n' }, /CITATION/],
    ['a file is not committed', { changedFiles: ' M a.ts' }, /not committed:\n M a.ts/],
    ['the tag is missing', { tags: ['v1.2.2', ''] }, /no tag v1.2.3/],
    [
      'there is no owner',
      { manifest: { version: '1.2.3', repository: { url: 'https://github.com/OWNER/hidden-state.git' } } },
      /still OWNER/,
    ],
  ];
  for (const [what, changes, message] of cases) {
    it(`is not possible when ${what}`, () => {
      const found = problems(changes);
      assert.equal(found.length, 1);
      assert.match(found[0]!, message);
    });
  }

  it('may be tried without a tag, an owner and a clean tree', () => {
    assert.deepEqual(problems({ tags: [''], changedFiles: ' M a.ts', isDryRun: true }), []);
  });

  it('can be tried now', () => {
    const lock = JSON.parse(read('package-lock.json')) as { readonly version: string };
    const files = { changelog: read('CHANGELOG.md'), citation: read('CITATION.cff') };
    assert.deepEqual(problems({ manifest, lock, ...files, isDryRun: true }), []);
  });
});

describe('the contents of the package', () => {
  const complete = ['package.json', 'LICENSE', 'NOTICE.txt', 'THIRD-PARTY-NOTICES.txt', 'media/icon.png'];
  const programs = [
    'dist/extension.cjs',
    'dist/learner.mjs',
    'dist/contextMixing.wasm.br',
    'dist/pretrainedNetwork.br',
  ];

  it('are refused when a required file is missing', () => {
    assert.doesNotThrow(() => checkContents([...complete, ...programs]));
    assert.throws(() => checkContents([...complete, ...programs.slice(1)]), /lacks dist\/extension.cjs/);
  });

  for (const path of [
    '.env',
    'src/extension.ts',
    'dist/extension.cjs.map',
    'node_modules/lit/index.js',
    'media/x.png',
  ]) {
    it(`are refused with ${path}`, () => {
      assert.throws(() => checkContents([...complete, ...programs, path]), {
        message: `The package may not contain ${path}.`,
      });
    });
  }
});

describe('addresses of the repository', () => {
  const base = manifest.repository.url.replace(/\.git$/, '');

  it('are the same in package.json', () => {
    assert.deepEqual(
      [manifest.homepage, manifest.bugs.url, manifest.qna],
      [`${base}#readme`, `${base}/issues`, `${base}/discussions`],
    );
  });

  it('are the same in all files that name one', () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '.github', '*.md', '*.cff'], {
      cwd: root,
    })
      .toString()
      .trim()
      .split('\n');
    const addresses = files.flatMap(
      (path) => read(path).match(/https:\/\/github\.com\/[^/\s]+\/hidden-state\b/g) ?? [],
    );
    assert.ok(addresses.length > 0);
    assert.deepEqual([...new Set(addresses)], [base]);
  });
});

describe('workflows', () => {
  const workflows = ['ci', 'release'].map((name) => [name, read(`.github/workflows/${name}.yml`)] as const);

  for (const [name, text] of workflows) {
    it(`pin each action by its commit, with the version as a comment: ${name}`, () => {
      const uses = text.split('\n').filter((line) => line.includes('uses:'));
      assert.ok(uses.length > 2);
      for (const line of uses) assert.match(line, /uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`may only read unless a job needs more: ${name}`, () => {
      assert.match(text, /^permissions:\n {2}contents: read$/m);
    });

    it(`call only scripts that exist: ${name}`, () => {
      const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
      const called = [...text.matchAll(/npm (?:run )?([a-z][a-z:0-9]*)/g)].map(([, script]) => script!);
      assert.deepEqual(
        called.filter((script) => !['ci', 'publish'].includes(script) && !(script in scripts)),
        [],
      );
    });
  }
});
