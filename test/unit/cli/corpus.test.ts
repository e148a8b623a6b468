import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { CorpusReport } from '../../../src/cli/corpus.ts';
import { drawFrom, leaks, places, secretKinds } from '../corpus/secrets/plantedSecrets.ts';
import { runTerminal, testFolder } from './terminal.ts';

describe('corpus in the terminal', () => {
  const at = testFolder();
  /** Of the folder. */
  const run = (...flags: string[]) => runTerminal('corpus', at(''), ...flags);

  it('shows each file, its rule and its masked places, with the text as it would be learned', () => {
    const token = secretKinds['npm token']!(drawFrom(1));
    mkdirSync(at('src'));
    writeFileSync(at('src/a.ts'), `// first\r\nconst token = '${token}';\r\n`);
    writeFileSync(at('.env'), 'A=1');
    writeFileSync(at('blank.md'), ' ');
    const { files, characters, seconds } = JSON.parse(run('--json', '--text').stdout) as CorpusReport;
    const text = "// first\nconst token = '***';\n";
    assert.deepEqual(files, [
      { path: '.env', taken: false, rule: 'secret name', characters: 0, masked: [] },
      { path: 'blank.md', taken: false, rule: 'empty', characters: 0, masked: [] },
      {
        path: 'src/a.ts',
        taken: true,
        rule: null,
        characters: text.length,
        masked: [{ line: 2, rule: 'npm-token' }],
        text,
      },
    ]);
    assert.equal(characters, text.length);
    assert.ok(seconds > 0);
  });

  it('shows no eight characters of a planted secret, with and without text', () => {
    const draw = drawFrom(11);
    const planted: string[] = [];
    for (const [kind, make] of Object.entries(secretKinds)) {
      for (const [name, { path, text }] of Object.entries(places)) {
        const secret = make(draw);
        planted.push(secret);
        writeFileSync(at(`${kind} in ${name} ${path}`.replaceAll(' ', '-')), text(secret));
      }
    }
    for (const flags of [['--json', '--text'], ['--json'], ['--text'], []]) {
      const { stdout } = run(...flags);
      for (const secret of planted) assert.ok(!leaks(stdout, secret), secret);
    }
  });

  it('tells in words, and prints names with line ends and control characters on one line', () => {
    writeFileSync(at('a\n\u202eb.md'), 'text\n');
    const { stdout } = run();
    assert.match(stdout, /^learned {3}a\\u\{a\}\\u\{202e\}b\.md {2}5 characters$/m);
    assert.match(stdout, /1 of 1 entries, 5 characters, 0 masked places/);
  });

  it('reports a folder that does not exist', () => {
    const { status, stderr } = runTerminal('corpus', at('none'));
    assert.equal(status, 1);
    assert.match(stderr, /is not a folder/);
  });
});
