import assert from 'node:assert/strict';
import { createEvaluationSchedule } from '../../../src/learner/evaluationSchedule.ts';
import { evaluationMarks } from '../../../src/learner/recipe.ts';

/** Evaluation times (ms) of a training of `seconds`, polled ten times per second, if each evaluation takes `tookMs`. */
function times(seconds: number, tookMs: number): number[] {
  const { isDue, record } = createEvaluationSchedule({ seconds });
  const at: number[] = [];
  for (let elapsedMs = 0; elapsedMs < 1000 * seconds; elapsedMs += 100) {
    if (!isDue(elapsedMs / (1000 * seconds), elapsedMs, 1)) continue;
    at.push(elapsedMs);
    elapsedMs += tookMs;
    record(elapsedMs, tookMs);
  }
  return at;
}

const gaps = (at: readonly number[]): number[] => at.slice(1).map((ms, index) => ms - at[index]!);

describe('evaluation schedule', () => {
  it('evaluates early and densely, then at least every twenty seconds', () => {
    for (const seconds of [1, 60, 600, 3600, 86_400]) {
      const marks = evaluationMarks({ seconds });
      assert.ok(marks[0]! <= 0.01 && marks[0]! * seconds <= 20);
      const gaps = [...marks, 1].map((mark, index) => mark - (marks[index - 1] ?? 0));
      assert.ok(
        gaps.every((gap) => gap > 0 && (gap * seconds <= 30 || gap <= 0.081)),
        `${seconds}`,
      );
      if (seconds >= 600) assert.ok(Math.max(...gaps) * seconds <= 30);
    }
  });

  it('is due once at each mark if evaluations take no time', () => {
    assert.equal(times(60, 0).length, evaluationMarks({ seconds: 60 }).length);
  });

  it('spends a tenth of the time on evaluations, however slow the machine is', () => {
    const at = times(60, 500);
    assert.equal(at[0], 600);
    assert.ok(at.length > 5 && Math.min(...gaps(at)) >= 5000, String(at));
  });

  it('evaluates every twenty seconds even if an evaluation takes long', () => {
    const between = gaps(times(600, 8000));
    assert.ok(Math.min(...between) >= 20_000 && Math.max(...between) <= 20_200, String(between));
  });

  it('does not evaluate shortly before the end, which evaluates anyway', () => {
    for (const [seconds, tookMs] of [
      [120, 3700],
      [300, 2800],
      [30, 1700],
    ] as const) {
      const last = times(seconds, tookMs).at(-1)!;
      assert.ok(1000 * seconds - last >= 5 * tookMs, `${seconds} s: ${last}`);
    }
    const { isDue, record } = createEvaluationSchedule({ seconds: 100 });
    record(1000, 100);
    assert.ok(isDue(0.4, 40_000, 0.41));
    assert.ok(!isDue(0.496, 49_600, 0.5));
  });

  it('is the same on every machine for a budget in steps', () => {
    const { isDue, record } = createEvaluationSchedule({ seconds: 1, steps: 100 });
    const marks = evaluationMarks({ seconds: 1, steps: 100 });
    for (const mark of marks) {
      assert.ok(isDue(mark, 0, 1));
      record(0, 60_000);
    }
    assert.ok(!isDue(1, 1e9, 1));
  });
});
