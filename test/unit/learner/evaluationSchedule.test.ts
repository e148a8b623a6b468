import assert from 'node:assert/strict';
import { evaluationMarks, createEvaluationSchedule } from '../../../src/learner/evaluationSchedule.ts';

/** When a training of so many seconds evaluates, looked at ten times a second, where each evaluation takes so long. */
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

describe('evaluations', () => {
  it('come early and densely, then at least every twenty seconds', () => {
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

  it('fall due once at each mark where they take no time', () => {
    assert.equal(times(60, 0).length, evaluationMarks({ seconds: 60 }).length);
  });

  it('take a tenth of the time, however slow the machine', () => {
    const at = times(60, 500);
    assert.equal(at[0], 600);
    assert.ok(at.length > 5 && Math.min(...gaps(at)) >= 5000, String(at));
  });

  it('come again after twenty seconds, whatever they take', () => {
    const between = gaps(times(600, 8000));
    assert.ok(Math.min(...between) >= 20_000 && Math.max(...between) <= 20_200, String(between));
  });

  it('do not come shortly before the end, which evaluates too', () => {
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

  it('may at the end take a twentieth of the time, or what one took', () => {
    const { record, finalEvaluationFactor } = createEvaluationSchedule({ seconds: 30 });
    record(1000, 100);
    assert.equal(finalEvaluationFactor(1000), 1);
    assert.equal(finalEvaluationFactor(30_000), 15);
  });

  it('come at the same moments on any machine where the budget is in steps', () => {
    const { isDue, record, finalEvaluationFactor } = createEvaluationSchedule({ seconds: 1, steps: 100 });
    const marks = evaluationMarks({ seconds: 1, steps: 100 });
    for (const mark of marks) {
      assert.ok(isDue(mark, 0, 1));
      record(0, 60_000);
    }
    assert.ok(!isDue(1, 1e9, 1));
    assert.equal(finalEvaluationFactor(1), Infinity);
  });
});
