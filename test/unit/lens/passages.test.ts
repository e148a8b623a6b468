// The parts of the held-out texts that the unit analysis reads.
import assert from 'node:assert/strict';
import { passagesOf } from '../../../src/lens/passages.ts';

/** A text whose character ids are their positions. */
const textOf = (length: number) => ({
  context: Int32Array.of(-1),
  ids: Int32Array.from({ length }, (_, at) => at),
});
const charactersIn = (texts: readonly { ids: Int32Array }[]) => texts.reduce((sum, { ids }) => sum + ids.length, 0);

describe('passages', () => {
  it('are the beginnings of the longest texts, and parts from inside many texts', () => {
    const { texts, shown } = passagesOf(Array.from({ length: 40 }, (_, at) => textOf(1000 + at)));
    assert.equal(shown, 6);
    const [seen, others] = [texts.slice(0, shown), texts.slice(shown)];
    assert.ok(seen.every(({ context, ids }) => context[0] === -1 && ids[0] === 0));
    assert.ok(Math.abs(charactersIn(seen) - 4096) < 6 && Math.abs(charactersIn(others) - 4096) < 24);
    assert.ok(others.length === 24 && others.every(({ ids }) => ids[0]! > 300));
  });

  it('continue the shown texts if there are few, with the preceding text as context', () => {
    const { texts, shown } = passagesOf([textOf(9000), textOf(5000), textOf(700)]);
    assert.ok(charactersIn(texts.slice(shown)) > 4000);
    for (const { context, ids } of texts.slice(shown)) assert.equal(context.at(-1), ids[0]! - 1);
  });

  it('are the whole of a short text, and empty without text', () => {
    const { texts, shown } = passagesOf([textOf(50)]);
    assert.deepEqual([texts.length, shown, charactersIn(texts)], [1, 1, 50]);
    assert.deepEqual(passagesOf([]), { texts: [], shown: 0 });
  });
});
