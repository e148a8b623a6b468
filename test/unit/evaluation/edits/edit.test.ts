import assert from 'node:assert/strict';
import { parseEdits } from '../../../../src/evaluation/edits/edit.ts';

describe('a history of edits', () => {
  it('is one JSON object per line', () => {
    const edits = [
      { commit: 'a', path: 'x.ts', before: null, after: 'one\n' },
      { commit: 'b', path: 'x.ts', before: 'one\n', after: 'two\n' },
    ];
    assert.deepEqual(parseEdits(`${edits.map((edit) => JSON.stringify(edit)).join('\n')}\n`), edits);
  });
  it('names the line that is no edit', () => {
    assert.throws(() => parseEdits('{"commit": "a"}\n'), /Line 1 is not an edit/);
    assert.throws(() => parseEdits('\nno JSON\n'), /Line 2 is not an edit/);
  });
});
