// Reading a folder on disk: nothing but regular files is opened, and no more bytes than allowed are read.
import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFolder } from '../../../src/disk/diskFolder.ts';
import { collectFolder } from '../../../src/cli/readFolder.ts';
import { createHostileFolder, expectedFiles, outsideText } from '../../hostileFolder.ts';

const isWindows = process.platform === 'win32';

describe('a hostile folder', () => {
  let parent: string;
  let folder: string;

  before(function () {
    // Its links, pipes and names cannot be created there.
    if (isWindows) return this.skip();
    parent = mkdtempSync(join(tmpdir(), 'hidden-state-hostile-'));
    folder = join(parent, 'folder');
    mkdirSync(folder);
    createHostileFolder(folder, join(parent, 'outside'));
  });
  after(() => rmSync(parent, { recursive: true, force: true }));

  it('is read in the terminal without what is outside, and within the limits', async () => {
    const { texts, excluded } = await collectFolder(folder);
    const inside = (path: string): string => path.slice('folder/'.length);
    assert.deepEqual(Object.fromEntries(texts.map(({ path, text }) => [inside(path), text])), expectedFiles);
    assert.deepEqual(
      excluded.map(({ path, rule }) => [inside(path), rule]),
      [
        ['sparse.md', 'too large'],
        ['tooLarge/', 'unreadable'],
      ],
    );
  });

  it('lists links, pipes and devices as such', async () => {
    const entries = await diskFolder(folder).list('');
    const others = entries.filter(({ kind }) => kind === 'other').map(({ name }) => name);
    assert.deepEqual(others.sort(), ['device.md', 'itself.md', 'link.md', 'linkedFolder', 'loop', 'pipe.md']);
    assert.equal((await diskFolder(folder).facts('link.md')).kind, 'other');
  });

  it('opens no link and no pipe, even where one has replaced a listed file', async () => {
    for (const canRefuseLinks of [true, false]) {
      const { read } = diskFolder(folder, canRefuseLinks);
      for (const path of ['link.md', 'device.md', 'pipe.md']) {
        await assert.rejects(read(path, 1000), (error) => !String(error).includes(outsideText), path);
      }
    }
  });

  it('reads no more bytes than allowed, whatever size a file reports', async () => {
    const { read } = diskFolder(folder);
    assert.equal(await read('sparse.md', 1_000_000), undefined);
    assert.equal(await read('a.md', 17), undefined);
    assert.equal((await read('a.md', 18))?.length, 18);
    // No more than it returns is allocated.
    assert.equal((await read('a.md', 1000))?.buffer.byteLength, 18);
    if (process.platform !== 'linux') return;
    // It reports the size 0.
    assert.equal(await diskFolder('/proc').read('kallsyms', 1000), undefined);
  });
});

describe('a folder with very many entries', () => {
  const entries = 5000;
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'hidden-state-many-'));
    for (let at = 0; at < entries; at++) writeFileSync(join(folder, `${at}.md`), '');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is listed in parts, each in a turn of the thread', async () => {
    let requests = 0;
    const hook = createHook({
      init: (_, type) => void (requests += Number(type === 'FSREQCALLBACK' || type === 'FSREQPROMISE')),
    });
    hook.enable();
    const listed = await diskFolder(folder).list('');
    hook.disable();
    assert.equal(new Set(listed.map(({ name }) => name)).size, entries);
    assert.ok(requests >= entries / 1000, `${requests} requests`);
  });
});
