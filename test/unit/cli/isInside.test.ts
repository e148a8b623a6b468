import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import { isInside } from '../../../src/cli/isInside.ts';

describe('a path', () => {
  for (const [path, folder, system, expected] of [
    ['/a', '/a', posix, true],
    ['/a/b/c', '/a', posix, true],
    ['/a/..b', '/a', posix, true],
    ['/ab', '/a', posix, false],
    ['/a/../b', '/a', posix, false],
    ['C:\\a\\out', 'c:\\A', win32, true],
    ['C:\\a\\..b', 'C:\\a', win32, true],
    ['C:\\ab', 'C:\\a', win32, false],
    ['D:\\a\\out', 'C:\\a', win32, false],
    ['\\\\server\\share\\a', 'C:\\a', win32, false],
  ] as const) {
    it(`${path} is ${expected ? '' : 'not '}inside ${folder}`, () => {
      assert.equal(isInside(path, folder, system), expected);
    });
  }
});
