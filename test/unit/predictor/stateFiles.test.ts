// The files of the learned state: whole or absent, and only for the owner.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stateFiles } from '../../../src/predictor/stateFiles.ts';

describe('the files of the learned state', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hidden-state-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are new ones each time, which only the owner can read', async () => {
    const files = stateFiles(join(folder, 'new/learned.'));
    const paths = [await files.write(Uint8Array.of(1)), await files.write(Uint8Array.of(2))];
    assert.deepEqual(readdirSync(join(folder, 'new')), ['learned.1.tmp', 'learned.2.tmp']);
    assert.deepEqual([...(await files.read(paths[1]!))], [2]);
    if (process.platform === 'win32') return;
    for (const path of [join(folder, 'new'), ...paths]) assert.equal(statSync(path).mode & 0o077, 0, path);
  });

  it('are not left behind where the disk is full', async function () {
    if (!existsSync('/dev/full')) this.skip();
    // Every write to this device fails as on a full disk. The link to it is removed, not the device.
    symlinkSync('/dev/full', join(folder, 'learned.1.tmp'));
    await assert.rejects(stateFiles(join(folder, 'learned.')).write(Uint8Array.of(1)), { code: 'ENOSPC' });
    assert.deepEqual(readdirSync(folder), []);
  });

  it('are refused where they are missing or too large', async () => {
    const files = stateFiles(join(folder, 'learned.'));
    await assert.rejects(files.read(join(folder, 'learned.state')), { code: 'ENOENT' });
    writeFileSync(join(folder, 'learned.state'), '');
    truncateSync(join(folder, 'learned.state'), 256 * 2 ** 20 + 1);
    await assert.rejects(files.read(join(folder, 'learned.state')), /larger than 256 MB/u);
  });
});
