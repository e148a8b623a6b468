// What a user is told where a file cannot be read or written.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileErrorWords } from '../../../src/disk/fileErrors.ts';

const wordsOf = (path: string): Promise<string | undefined> =>
  writeFile(path, '').then(
    () => undefined,
    (error: unknown) => fileErrorWords(error),
  );

describe('the words for a file error', () => {
  it('say what happened, without a code', async () => {
    assert.equal(await wordsOf(join(tmpdir(), 'no such folder', 'x')), 'there is no such file or folder');
    assert.equal(await wordsOf(tmpdir()), 'it is a folder. Name a file');
    assert.match((await wordsOf(join(process.execPath, 'x')))!, /^(?:a part of the path is not a|there is no such)/u);
  });

  it('understand errors that the editor passes on', () => {
    const named = Object.assign(new Error('Unable to write file'), { code: 'NoPermissions' });
    assert.equal(fileErrorWords(named), 'you have no permission');
    const told = Object.assign(new Error('Unable to write file (Error: EROFS: read-only file system, open)'), {
      code: 'Unknown',
    });
    assert.equal(fileErrorWords(told), 'the disk is read-only');
    const inPath = new Error(
      "Unable to write file '/EXPORTS/EBUSY/x' (Error: ENOSPC: no space left, open '/EXPORTS/EBUSY')",
    );
    assert.equal(fileErrorWords(inPath), 'the disk is full');
  });

  it('leave other errors alone', () => {
    assert.equal(fileErrorWords(new Error('The header is not JSON.')), undefined);
    assert.equal(fileErrorWords('ENOENT'), undefined);
  });
});
