// Which held-out text an evaluation scores.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sampleTexts } from '../../../src/learner/sampleTexts.ts';
import { countCharacters, type EncodedText } from '../../../src/model/network/encodedText.ts';

/** Texts whose ids tell their places in all of them. */
function numbered(lengths: readonly number[], context = 0): EncodedText[] {
  let next = 0;
  return lengths.map((length) => ({
    context: Int32Array.from({ length: context }, (_, index) => -1 - index),
    ids: Int32Array.from({ length }, () => next++),
  }));
}

describe('the sample of the held-out text', () => {
  it('is all of it where it has no more characters than the limit', () => {
    const texts = numbered([80, 20]);
    assert.equal(sampleTexts(texts, 100), texts);
    assert.deepEqual(sampleTexts([], 100), []);
  });

  it('has about as many characters as the limit, none of them twice, each after what precedes it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 60_000 }),
        (lengths, limit) => {
          const texts = numbered(lengths, 3);
          const sample = sampleTexts(texts, limit);
          const total = Math.min(limit, countCharacters(texts));
          // Each passage may have one character more.
          assert.ok(Math.abs(countCharacters(sample) - total) <= sample.length, `${countCharacters(sample)}, ${total}`);
          const ids = sample.flatMap((text) => [...text.ids]);
          assert.equal(new Set(ids).size, ids.length);
          for (const {
            context,
            ids: [first],
          } of sample) {
            const before = context.filter((id) => id >= 0);
            assert.deepEqual(
              [...before],
              Array.from(before, (_, at) => first! - before.length + at),
            );
          }
        },
      ),
    );
  });

  it('has no character twice where it is nearly all of a text', () => {
    const ids = sampleTexts(numbered([9000, 8149, 7227]), 24_319).flatMap((text) => [...text.ids]);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('is the same share of each text, from all over it', () => {
    const lengths = [40_000, 10_000, 50_000];
    const ids = sampleTexts(numbered(lengths), 20_000).flatMap((text) => [...text.ids]);
    let from = 0;
    for (const length of lengths) {
      const places = ids.filter((id) => id >= from && id < from + length).map((id) => (id - from) / length);
      assert.ok(Math.abs(places.length / (0.2 * length) - 1) < 0.02, `${places.length} of ${length}`);
      const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
      assert.ok(Math.abs(mean - 0.5) < 0.05, `${mean}`);
      from += length;
    }
  });
});
