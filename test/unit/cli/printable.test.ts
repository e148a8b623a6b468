import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { printable, printableText } from '../../../src/cli/printable.ts';
import { main, testFolder } from './terminal.ts';

describe('what the terminal program shows of others', () => {
  const at = testFolder();

  it('has no control characters in names', () => {
    assert.equal(printable('a\nb\u001b[2J\u202ec'), 'a\\u{a}b\\u{1b}[2J\\u{202e}c');
  });

  it('has no control characters in texts but line ends and tabs, in a terminal', () => {
    const text = 'one\n\ttwo\r\u001b]52;c;ZQ==\u0007\u009b2J 👨\u200d👩';
    assert.equal(printableText(text, true), 'one\n\ttwo\\u{d}\\u{1b}]52;c;ZQ==\\u{7}\\u{9b}2J 👨\u200d👩');
    assert.equal(printableText(text, false), text);
  });

  it('is shown so in a terminal', function () {
    if (process.platform !== 'linux') return this.skip();
    writeFileSync(at('a.txt'), 'plain text here\n\u001b]52;c;ZXZpbA==\u0007more text\n'.repeat(10));
    const command = [process.execPath, main, 'corpus', at('.'), '--text'].map((part) => `'${part}'`).join(' ');
    const { stdout, error } = spawnSync('script', ['-qec', command, '/dev/null'], { encoding: 'utf8' });
    // The system has no such program.
    if (error) return this.skip();
    assert.ok(stdout.includes('more text') && !stdout.includes('\u001b'), JSON.stringify(stdout.slice(0, 200)));
  });
});
