import assert from 'node:assert/strict';
import { isInside } from '../../../../src/host/workspace/insidePath.ts';

describe('a path inside a folder', () => {
  for (const path of ['a', 'a/b.ts', '..a', 'a..b/c', '.github/x', 'a b/[id].ts']) {
    it(`is ${path}`, () => assert.ok(isInside(path)));
  }
  for (const path of ['', '..', '../a', 'a/../../etc/passwd', '/etc/passwd', 'a\\..\\..\\b', './a', '\\a']) {
    it(`is not ${JSON.stringify(path)}`, () => assert.ok(!isInside(path)));
  }
});
