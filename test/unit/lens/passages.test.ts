// Which parts of the held-out texts the lens reads.
import assert from 'node:assert/strict';
import { passagesOf } from '../../../src/lens/passages.ts';

/** A text of so many characters, whose ids are their places in it. */
const textOf = (length: number) => ({
  context: Int32Array.of(-1),
  ids: Int32Array.from({ length }, (_, at) => at),
});
const lengthOf = (texts: readonly { ids: Int32Array }[]) => texts.reduce((sum, { ids }) => sum + ids.length, 0);

describe('the passages of the lens', () => {
  it('are the beginnings of the longest texts, and as much from inside many', () => {
    const { texts, shown } = passagesOf(Array.from({ length: 40 }, (_, at) => textOf(1000 + at)));
    assert.equal(shown, 6);
    const [seen, others] = [texts.slice(0, shown), texts.slice(shown)];
    assert.ok(seen.every(({ context, ids }) => context[0] === -1 && ids[0] === 0));
    assert.ok(Math.abs(lengthOf(seen) - 4096) < 6 && Math.abs(lengthOf(others) - 4096) < 24);
    assert.ok(others.length === 24 && others.every(({ ids }) => ids[0]! > 300));
  });

  it('take the rest of what is seen where there are few texts, and read before each what stands before it', () => {
    const { texts, shown } = passagesOf([textOf(9000), textOf(5000), textOf(700)]);
    assert.ok(lengthOf(texts.slice(shown)) > 4000);
    for (const { context, ids } of texts.slice(shown)) assert.equal(context.at(-1), ids[0]! - 1);
  });

  it('are all there is of a short text, and nothing of none', () => {
    const { texts, shown } = passagesOf([textOf(50)]);
    assert.deepEqual([texts.length, shown, lengthOf(texts)], [1, 1, 50]);
    assert.deepEqual(passagesOf([]), { texts: [], shown: 0 });
  });
});
