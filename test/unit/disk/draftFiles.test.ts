// Drafts and the files that another program reads: whole or absent, and only for the owner.
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
import { bytesOf, draftFiles, draftWriter } from '../../../src/disk/draftFiles.ts';

describe('draft files', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hidden-state-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are new ones each time, which only the owner can read', async () => {
    const files = draftFiles(join(folder, 'new/learned.'));
    const write = draftWriter(join(folder, 'new/model.'));
    const paths = [
      await files.write(Uint8Array.of(1)),
      await files.write(Uint8Array.of(2)),
      write(Uint8Array.of(3)),
      write(Uint8Array.of(4)),
    ];
    const names = ['learned.1.tmp', 'learned.2.tmp', 'model.1.tmp', 'model.2.tmp'];
    assert.deepEqual(readdirSync(join(folder, 'new')), names);
    const contents = await Promise.all(paths.map(async (path) => [...(await files.read({ files: [path] }))]));
    assert.deepEqual(contents, [[1], [2], [3], [4]]);
    if (process.platform === 'win32') return;
    for (const path of [join(folder, 'new'), ...paths]) assert.equal(statSync(path).mode & 0o077, 0, path);
  });

  it('are not left behind where the disk is full', async function () {
    if (!existsSync('/dev/full')) this.skip();
    // Every write to this device fails as on a full disk. The link to it is removed, not the device.
    const fill = (): void => symlinkSync('/dev/full', join(folder, 'learned.1.tmp'));
    const drafts = join(folder, 'learned.');
    fill();
    await assert.rejects(draftFiles(drafts).write(Uint8Array.of(1)), { code: 'ENOSPC' });
    fill();
    assert.throws(() => draftWriter(drafts)(Uint8Array.of(1)), { code: 'ENOSPC' });
    assert.deepEqual(readdirSync(folder), []);
  });

  it('of a training are not written into a folder that was deleted', () => {
    assert.throws(() => draftWriter(join(folder, 'gone/model.'))(Uint8Array.of(1)), { code: 'ENOENT' });
    assert.deepEqual(readdirSync(folder), []);
  });
});

describe('passed content', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'hidden-state-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is the first file that exists', async () => {
    const files = ['a', 'b', 'c'].map((name) => join(folder, name));
    writeFileSync(files[1]!, 'b');
    writeFileSync(files[2]!, 'c');
    assert.equal(Buffer.from(await bytesOf({ files })).toString(), 'b');
    assert.deepEqual(await bytesOf(Uint8Array.of(1)), Uint8Array.of(1));
  });

  it('is refused where all files are missing, or the first is too large', async () => {
    const files = ['a', 'b'].map((name) => join(folder, name));
    await assert.rejects(bytesOf({ files }), { code: 'ENOENT' });
    await assert.rejects(bytesOf({ files: [] }), { code: 'ENOENT' });
    writeFileSync(files[0]!, '');
    writeFileSync(files[1]!, 'b');
    truncateSync(files[0]!, 256 * 2 ** 20 + 1);
    const { read } = draftFiles(join(folder, 'learned.'));
    await assert.rejects(read({ files }), /larger than 256 MB/u);
    // A checkpoint of any size is read, so that one that is damaged is found to be so.
    truncateSync(files[0]!, 2 ** 21);
    await assert.rejects(bytesOf({ files }, 2 ** 20), /larger than 1 MB/u);
    assert.equal((await bytesOf({ files })).length, 2 ** 21);
  });
});
