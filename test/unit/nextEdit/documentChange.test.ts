import assert from 'node:assert/strict';
import { asOne } from '../../../src/nextEdit/documentChange.ts';

describe('changes of one event', () => {
  it('are one change where they are in one line, as a pair of brackets around a selection', () => {
    const changes = [
      { start: 7, deletedLength: 0, inserted: ')' },
      { start: 4, deletedLength: 0, inserted: '(' },
    ];
    assert.deepEqual(asOne(changes, 'get key;\n'), { start: 4, deletedLength: 3, inserted: '(key)' });
    assert.deepEqual(asOne([changes[0]!], 'get key;\n'), changes[0]);
  });

  it('are none in several lines', () => {
    const change = { deletedLength: 1, inserted: 'x' };
    const changes = [0, 2].map((start) => ({ ...change, start }));
    assert.equal(asOne(changes, 'a\nb\n'), undefined);
    assert.deepEqual(asOne(changes, 'a b\n'), { start: 0, deletedLength: 3, inserted: 'x x' });
    const broken = { ...change, start: 2, inserted: '\n' };
    assert.equal(asOne([changes[0]!, broken], 'a b\n'), undefined);
  });
});
