import assert from 'node:assert/strict';
import { durableFolder } from '../../../../src/host/storage/storageFolder.ts';
import { MemoryFileSystem } from './memoryFileSystem.ts';

describe('a durable folder', () => {
  it('waits until the name of a new file is on the disk, not only its content', async () => {
    const files = new MemoryFileSystem();
    await durableFolder(files, '/state').write('a.json', Uint8Array.of(1));
    const after = durableFolder(files.after('the power fails before names are written'), '/state');
    assert.deepEqual(await after.read('a.json'), Uint8Array.of(1));
  });

  it('waits until a new name of a file is on the disk', async () => {
    const files = new MemoryFileSystem();
    const folder = durableFolder(files, '/state');
    await folder.write('a.json', Uint8Array.of(1));
    await folder.rename('a.json', 'b.json');
    const after = durableFolder(files.after('the power fails before names are written'), '/state');
    assert.deepEqual(await after.read('b.json'), Uint8Array.of(1));
  });
});
