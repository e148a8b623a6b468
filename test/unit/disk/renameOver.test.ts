import assert from 'node:assert/strict';
import { renameOver } from '../../../src/disk/renameOver.ts';

/** Renames where the first attempts fail with these codes. */
function attempts(platform: NodeJS.Platform, ...codes: readonly string[]) {
  const failing = [...codes];
  const waited: number[] = [];
  const renaming = {
    platform,
    rename: async () => {
      const code = failing.shift();
      if (code !== undefined) throw Object.assign(new Error(code), { code });
    },
    wait: async (ms: number) => waited.push(ms),
  };
  return { waited, result: renameOver('a', 'b', renaming) };
}

describe('a rename over a file', () => {
  it('is tried again on Windows while another program has the file open', async () => {
    const { waited, result } = attempts('win32', 'EPERM', 'EACCES', 'EBUSY');
    await result;
    assert.deepEqual(waited, [5, 10, 20]);
  });

  it('is given up on Windows after about two seconds', async () => {
    const { waited, result } = attempts('win32', ...Array<string>(100).fill('EBUSY'));
    await assert.rejects(result, { code: 'EBUSY' });
    const total = waited.reduce((sum, ms) => sum + ms, 0);
    assert.ok(total > 1900 && total < 2200, String(total));
  });

  it('is tried once where trying again does not help', async () => {
    for (const [platform, code] of [
      ['win32', 'ENOSPC'],
      ['linux', 'EBUSY'],
      ['darwin', 'EPERM'],
    ] as const) {
      const { waited, result } = attempts(platform, code);
      await assert.rejects(result, { code });
      assert.deepEqual(waited, []);
    }
  });
});
