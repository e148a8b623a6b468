import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createWordFilters } from '../../../src/nextEdit/wordFilters.ts';

describe('filters of the words of documents', () => {
  it('find every document that contains a word', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, (all) => {
        const filters = createWordFilters();
        filters.set('a', all.join(' '));
        for (const word of all) assert.deepEqual(filters.documentsWith([word]), ['a']);
      }),
    );
  });

  it('seldom find a document that does not contain the word', () => {
    const filters = createWordFilters();
    for (let document = 0; document < 20; document++) {
      filters.set(String(document), Array.from({ length: 200 }, (_, word) => `w${document}x${word}`).join('\n'));
    }
    const found = Array.from({ length: 100 }, (_, other) => filters.documentsWith([`other${other}`]).length);
    const share = found.reduce((sum, count) => sum + count, 0) / (20 * found.length);
    assert.ok(share < 0.05, String(share));
  });

  it('forget a document', () => {
    const filters = createWordFilters();
    filters.set('a', 'word');
    filters.delete('a');
    assert.deepEqual(filters.documentsWith(['word']), []);
  });

  it('find nothing without words', () => {
    const filters = createWordFilters();
    filters.set('a', '');
    assert.deepEqual(filters.documentsWith([]), []);
    assert.deepEqual(filters.documentsWith(['word']), []);
  });
});
