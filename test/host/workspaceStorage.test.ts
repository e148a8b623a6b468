// The folder of a workspace's state, which all windows of the workspace use.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Uri } from 'vscode';
import { workspaceStorage } from '../../src/host/storage/workspaceStorage.ts';
import { scratchFolder } from './suite.ts';

describe('the storage of a workspace', () => {
  const scratch = scratchFolder();
  const folder = (id: string) => Uri.file(join(scratch.path, id, 'hidden-state.hidden-state'));

  it('is that of the first window in all windows', async () => {
    mkdirSync(join(scratch.path, 'a1b2'));
    assert.equal((await workspaceStorage(folder('a1b2')))!.path, folder('a1b2').path);
    assert.equal((await workspaceStorage(folder('a1b2-1')))!.path, folder('a1b2').path);
  });

  it('is the own one where there is no other window, and none without a workspace', async () => {
    assert.equal((await workspaceStorage(folder('c3d4-1')))!.path, folder('c3d4-1').path);
    assert.equal(await workspaceStorage(undefined), undefined);
  });
});
