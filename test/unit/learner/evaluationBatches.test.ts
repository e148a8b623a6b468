import assert from 'node:assert/strict';
import { evaluationBatches, warmUpCharacters, type PassageWindow } from '../../../src/learner/evaluationBatches.ts';

const text = (length: number, context = 0) => ({ context: new Int32Array(context), ids: new Int32Array(length) });

/** How often each place of each text is scored. */
function scored(windows: ReturnType<typeof evaluationBatches>, length: number): Map<Int32Array, number[]> {
  const counts = new Map<Int32Array, number[]>();
  for (const { ids, from, scoredFrom, end } of windows
    .flat()
    .filter((piece): piece is PassageWindow => piece !== undefined)) {
    const of = counts.get(ids) ?? Array.from(ids, () => 0);
    counts.set(ids, of);
    for (let at = Math.max(from + 1, scoredFrom); at < Math.min(end, from + 1 + length); at++) of[at]!++;
  }
  return counts;
}

describe('held-out text in lanes', () => {
  it('is scored once, every character of it, and none of its context', () => {
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

  it('keeps the streams busy alike', () => {
    const windows = evaluationBatches([text(16_384)], 64, 32);
    assert.ok(windows.length <= (256 + warmUpCharacters + 32) / 32, `${windows.length}`);
    assert.ok(windows[0]!.every((piece) => piece?.startsPassage));
  });

  it('follows one text to its end where there is one stream', () => {
    const windows = evaluationBatches([text(5000, 100)], 1, 50);
    assert.deepEqual(windows.map(([piece]) => piece?.startsPassage).filter(Boolean).length, 1);
  });

  it('is nothing where there is no text', () => {
    assert.deepEqual(evaluationBatches([], 4, 8), []);
  });
});
