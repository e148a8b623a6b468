import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { readAtMost } from '../../../src/cli/checkpointFile.ts';
import { runTerminal, testFolder } from './terminal.ts';

describe('a file that is read up to a limit', () => {
  const at = testFolder();

  it('is read as it is, and not where it is larger', async () => {
    writeFileSync(at('a'), 'abc');
    assert.equal(Buffer.from((await readAtMost(at('a'), 3))!).toString(), 'abc');
    assert.equal(await readAtMost(at('a'), 2), undefined);
    await assert.rejects(readAtMost(at('none'), 2), { code: 'ENOENT' });
    await assert.rejects(readAtMost(tmpdir(), 2 ** 20), { code: 'EISDIR' });
  });

  it('may be a pipe, but no device', async function () {
    if (process.platform === 'win32') return this.skip();
    execFileSync('mkfifo', [at('pipe')]);
    for (const [most, found] of [
      [10_000_000, 5_000_000],
      [1_000_000, undefined],
    ] as const) {
      const writer = spawn('sh', ['-c', `head -c 5000000 /dev/zero > '${at('pipe')}'`], { stdio: 'ignore' });
      assert.equal((await readAtMost(at('pipe'), most))?.length, found);
      writer.kill();
    }
    for (const command of ['sample', 'import', 'export']) {
      const out = command === 'sample' ? [] : ['--out', at('out')];
      assert.match(runTerminal(command, '/dev/zero', ...out).stderr, /cannot be read: it is a device/);
    }
  });
});
