import assert from 'node:assert/strict';
import { unexpected } from '../../../src/protocol/unexpected.ts';

describe('an unexpected message', () => {
  it('is reported by its type alone', () => {
    assert.throws(() => unexpected({ type: 'complete', before: 'const secret' } as never), {
      message: 'Unexpected message of type complete.',
    });
    assert.throws(() => unexpected(undefined as never), /undefined/);
  });
});
