import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cpuMs } from '../cpuMs.ts';
import { longestMatch } from '../../../src/completion/longestMatch.ts';

const find = (texts: Record<string, string>, before: string, suggestion: string, word = suggestion) =>
  longestMatch(
    Object.entries(texts).map(([path, text]) => ({ path, text })),
    before,
    word,
    suggestion,
  );

describe('the longest match', () => {
  it('is the place with the longest context before the suggested word', () => {
    const texts = { 'a.md': 'a lazy dog sleeps', 'b.md': 'over the lazy dog', 'c.md': 'the crazy dog' };
    assert.deepEqual(find(texts, 'jumps over the lazy', ' dog'), { path: 'b.md', offset: 13, before: 13, after: 4 });
  });

  it('prefers, of equal contexts, the one that has more of the suggestion', () => {
    const texts = { 'a.md': 'x = one; x = one + two', 'b.md': 'x = one + three' };
    assert.equal(find(texts, 'x =', ' one + three', ' one')?.path, 'b.md');
  });

  it('may begin inside the context of a shorter one', () => {
    assert.deepEqual(find({ 'a.md': 'aaaaa' }, 'aaaa', 'a'), { path: 'a.md', offset: 4, before: 4, after: 1 });
  });

  it('is nothing where no text has the word after a context of two characters', () => {
    assert.equal(find({ 'a.md': 'a dog' }, 'cat', ' dog'), undefined);
    assert.equal(find({}, 'the lazy', ' dog'), undefined);
    assert.equal(find({ 'a.md': 'dog dog' }, '', 'dog'), undefined);
  });

  it('takes little time in text that repeats itself, however long the equal contexts are', async () => {
    const texts = { 'a.csv': `c\n${'0,0\n'.repeat(100_000)}` };
    const before = `b\n${'0,0\n'.repeat(10_000)}`;
    let found: unknown;
    const ms = await cpuMs(async () => void (found = find(texts, before, '0,0\nx', '0')));
    assert.ok(found);
    assert.ok(ms < 2000, `${ms} ms`);
  });

  it('has the longest context of all places', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (before, learned) => {
        const contexts = [...learned.matchAll(/a/gu)].map(({ index }) => {
          let length = 0;
          while (length < Math.min(before.length, index) && before.at(-1 - length) === learned[index - 1 - length])
            length++;
          return length;
        });
        const longest = Math.max(0, ...contexts);
        const found = find({ 'a.md': learned }, before, 'a');
        assert.equal(found?.before, longest >= 2 ? longest : undefined);
        if (found) assert.equal(learned[found.offset], 'a');
      }),
      { numRuns: 2000 },
    );
  });
});
