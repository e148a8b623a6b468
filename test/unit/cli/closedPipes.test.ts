import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { main, testFolder } from './terminal.ts';

describe('a pipe that the reader closes', () => {
  const at = testFolder();

  it('ends the terminal program without an error', function () {
    // Node itself can give a program a socket only.
    if (process.platform === 'win32') return this.skip();
    writeFileSync(at('a.txt'), 'The reader has seen enough of this.\n'.repeat(50_000));
    const command = '("$0" "$@"; echo "ended with $?" >&2) | head -c 1';
    const { stdout, stderr } = spawnSync('sh', ['-c', command, process.execPath, main, 'corpus', at('.'), '--text'], {
      encoding: 'utf8',
    });
    assert.deepEqual([stdout, stderr], ['l', 'ended with 0\n']);
  });
});
