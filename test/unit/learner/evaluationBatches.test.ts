import assert from 'node:assert/strict';
import { evaluationBatches, type PassageWindow } from '../../../src/learner/evaluationBatches.ts';
import { evaluation } from '../../../src/learner/recipe.ts';

const text = (length: number, context = 0) => ({ context: new Int32Array(context), ids: new Int32Array(length) });

/** How often each position of each text is scored. */
function scored(batches: ReturnType<typeof evaluationBatches>, length: number): Map<Int32Array, number[]> {
  const counts = new Map<Int32Array, number[]>();
  for (const { ids, from, scoredFrom, end } of batches
    .flat()
    .filter((window): window is PassageWindow => window !== undefined)) {
    const of = counts.get(ids) ?? Array.from(ids, () => 0);
    counts.set(ids, of);
    for (let at = Math.max(from + 1, scoredFrom); at < Math.min(end, from + 1 + length); at++) of[at]!++;
  }
  return counts;
}

describe('evaluation batches', () => {
  it('score every character once, and no context', () => {
    for (const [streams, length] of [
      [1, 25],
      [5, 32],
      [64, 7],
    ] as const) {
      const counts = [
        ...scored(evaluationBatches([text(9000, 256), text(33), text(1)], streams, length), length).values(),
      ];
      for (const of of counts) {
        const context = of.length === 9257 ? 256 : 0;
        assert.ok(of.every((times, at) => times === (at <= context ? 0 : 1)));
      }
      assert.deepEqual(counts.map((of) => of.length).sort(), [2, 34, 9257].map(Number).sort());
    }
  });

  it('give all streams the same amount of text', () => {
    const batches = evaluationBatches([text(16_384)], 64, 32);
    assert.ok(batches.length <= (256 + evaluation.warmUpCharacters + 32) / 32, `${batches.length}`);
    assert.ok(batches[0]!.every((window) => window?.startsPassage));
  });

  it('read one text as one passage if there is one stream', () => {
    const batches = evaluationBatches([text(5000, 100)], 1, 50);
    assert.deepEqual(batches.map(([window]) => window?.startsPassage).filter(Boolean).length, 1);
  });

  it('are empty without text', () => {
    assert.deepEqual(evaluationBatches([], 4, 8), []);
  });
});
