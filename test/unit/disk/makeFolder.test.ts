// Folders on the disk, also where none can be created.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../../src/disk/errorCode.ts';
import { makeFolder } from '../../../src/disk/makeFolder.ts';

describe('creating a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hidden-state-'));
  after(() => rmSync(folder, { recursive: true }));

  it('creates the folders above it, with the mode, and leaves one that exists', async () => {
    const path = join(folder, 'a/b/c');
    await Promise.all([makeFolder(path, 0o700), makeFolder(path, 0o700)]);
    await makeFolder(path);
    const { mode } = statSync(join(folder, 'a'));
    assert.ok(statSync(path).isDirectory());
    assert.ok(process.platform === 'win32' || (mode & 0o777) === 0o700);
  });

  it('creates folders that others create at the same time', async () => {
    for (let at = 0; at < 300; at++) {
      const path = join(folder, `shared-${at}/b/c`);
      await Promise.all(Array.from({ length: 4 }, () => makeFolder(path)));
      assert.ok(statSync(path).isDirectory());
    }
  });

  it('rejects where a file has the name of a folder', async () => {
    writeFileSync(join(folder, 'file'), '');
    for (const path of ['file', 'file/below'])
      await assert.rejects(makeFolder(join(folder, path)), /EEXIST|ENOTDIR|ENOENT/);
  });

  it('ends in a folder that accepts no entries', async function () {
    if (!existsSync('/proc/self')) this.skip();
    for (const path of ['/proc/hidden-state', '/proc/hidden-state/below'])
      await assert.rejects(makeFolder(path), (error) => errorCode(error) === 'ENOENT');
  });
});
