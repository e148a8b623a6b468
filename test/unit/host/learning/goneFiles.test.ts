// Which files of the kept state are gone, and which of them the user has excluded.
import assert from 'node:assert/strict';
import type { ExclusionReason } from '../../../../src/corpus/sourceText.ts';
import { goneFiles } from '../../../../src/host/learning/goneFiles.ts';

/** The kept files are a.md and docs/b.md in the folder "w"; the first is still there. */
function find(excluded: readonly (readonly [string, ExclusionReason])[], folders = ['w']) {
  return goneFiles(
    ['w/a.md', 'w/docs/b.md'],
    {
      texts: [],
      unchanged: [{ path: 'w/a.md', length: 3 }],
      excluded: excluded.map(([path, rule]) => ({ path, rule, included: false })),
    },
    folders,
  );
}

describe('files of the kept state', () => {
  it('are all there where each is unchanged or was read again', () => {
    const collection = { texts: [{ path: 'w/a.md', text: 'new' }], excluded: [] };
    assert.deepEqual(goneFiles(['w/a.md'], collection, ['w']), { areThere: false, areExcluded: false });
  });

  it('are gone where they are deleted, renamed, ignored or no text any more', () => {
    for (const rule of ['ignored', 'binary', 'empty', 'too large', 'over the total limit'] as const)
      assert.deepEqual(find([['w/docs/b.md', rule]]), { areThere: true, areExcluded: false });
    assert.deepEqual(find([]), { areThere: true, areExcluded: false });
  });

  it('are excluded where the user excludes them, their folder, or closes the workspace folder', () => {
    const excluded = { areThere: true, areExcluded: true };
    assert.deepEqual(find([['w/docs/b.md', 'excluded by setting']]), excluded);
    assert.deepEqual(find([['w/docs/b.md', 'secret name']]), excluded);
    assert.deepEqual(find([['w/docs/', 'excluded by setting']]), excluded);
    assert.deepEqual(find([['w/', 'excluded by setting']]), excluded);
    assert.deepEqual(find([], ['v']), excluded);
    assert.deepEqual(find([['w/other.md', 'excluded by setting']]), { areThere: true, areExcluded: false });
  });
});
