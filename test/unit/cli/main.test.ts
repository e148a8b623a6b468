import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { main, runTerminal as run, testFolder } from './terminal.ts';

const small = ['--hidden-size', '8', '--cell', 'tanh', '--batch-size', '4', '--sequence-length', '8', '--steps', '20'];

describe('terminal program', () => {
  const at = testFolder();
  beforeEach(() => {
    writeFileSync(at('fox.txt'), 'the quick brown fox jumps over the lazy dog.\n'.repeat(50));
    writeFileSync(at('.env'), 'PASSWORD=Zyxwvu\n'.repeat(50));
  });

  it('trains, prints one JSON object, writes a checkpoint that continues and samples', () => {
    const out = at('fox.safetensors');
    const trained = run('train', at(''), ...small, '--out', out, '--json');
    const report = JSON.parse(trained.stdout) as Record<string, unknown>;
    assert.deepEqual(Object.keys(report), ['seconds', 'characters', 'charsPerSecond', 'heldOut', 'sample']);
    assert.equal(report['characters'], 20 * 4 * 8);
    const again = run('train', at(''), ...small, '--from', out, '--json');
    assert.equal((JSON.parse(again.stdout) as typeof report)['characters'], 2 * 20 * 4 * 8);
    const sampled = run('sample', out, '--prompt', 'the q', '--characters', '12');
    assert.equal(sampled.stdout.length, 'the q'.length + 12 + 1);
    assert.ok(sampled.stdout.startsWith('the q'));
  });

  it('prints text without --json, and learns nothing from a file with secrets', () => {
    const out = at('fox.safetensors');
    const { stdout } = run('train', at(''), ...small, '--out', out);
    assert.match(stdout, /Held-out text: \d+\.\d+ bits per character/);
    assert.equal(decodeCheckpoint(readFileSync(out)).vocabulary.idOf('Z'.codePointAt(0)!), 0);
  });

  for (const [what, args, message] of [
    ['a path that is not a folder', ['train', '/nowhere/at/all'], /is not a folder/],
    ['a number out of range', ['train', '.', '--hidden-size', '0'], /from 1 to 1024/],
    ['a word where a number belongs', ['train', '.', '--seconds', 'ten'], /must be a number/],
    ['a file that is not a checkpoint', ['sample', main], /main\.ts is not a usable checkpoint: /],
    ['a missing checkpoint', ['sample', '/nowhere.safetensors'], /nowhere\.safetensors cannot be read/],
    [
      'a file to continue from that is not a checkpoint',
      ['train', '.', '--from', main],
      /main\.ts is not a usable checkpoint/,
    ],
    ['an output path that is a folder', ['train', '.', '--out', tmpdir()], /is a folder\. Name a file/],
    [
      'an output path that cannot be written',
      ['train', '.', '--out', '/nowhere/at/all'],
      /cannot be written: there is no such/,
    ],
    ['a folder instead of a checkpoint', ['sample', tmpdir()], /cannot be read: it is a folder\. Name a file/],
    ['a name with control characters', ['corpus', '/nowhere\u001b[31m'], /\/nowhere\\u\{1b\}\[31m is not a folder/],
  ] as const) {
    it(`reports ${what}`, () => {
      const { status, stderr } = run(...args);
      assert.notEqual(status, 0);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  it('follows a link to the folder, but no links inside it', () => {
    const link = `${at('')}-link`;
    symlinkSync(at(''), link);
    symlinkSync(at(''), at('circle'));
    const { stderr } = run('train', link, ...small);
    rmSync(link);
    assert.match(stderr, /^1 files, /);
  });

  it('writes a checkpoint when it is interrupted, even several times', async () => {
    const out = at('interrupted.safetensors');
    const args = [main, 'train', at(''), ...small.slice(0, -2), '--seconds', '60', '--out', out];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    await once(child.stderr, 'data');
    // Only until the checkpoint exists: after that, the program may end by the signal.
    const interrupting = setInterval(() => existsSync(out) || child.kill('SIGINT'), 20);
    const [code] = (await once(child, 'exit')) as [number | null];
    clearInterval(interrupting);
    assert.equal(code, 0);
    decodeCheckpoint(readFileSync(out));
  });

  it('writes no checkpoint when there is nothing to learn', () => {
    rmSync(at('fox.txt'));
    const out = at('none.safetensors');
    const { status, stderr } = run('train', at(''), ...small, '--out', out);
    assert.equal(status, 1);
    assert.match(stderr, /Open a folder with more text/);
    assert.ok(!existsSync(out));
  });
});
