import assert from 'node:assert/strict';
import { coolDown, evaluationMarks, fullSchedule } from '../../../src/learner/schedule.ts';

describe('schedule', () => {
  it('climbs to its peak, then falls to zero at the end of the budget', () => {
    const { learningRate, endsAt } = fullSchedule(0.01);
    assert.equal(endsAt, 1);
    assert.ok(learningRate(0) > 0 && learningRate(0) < 0.001);
    assert.ok(Math.abs(learningRate(0.03) - 0.01) < 1e-12);
    assert.ok(Math.abs(learningRate(0.515) - 0.005) < 1e-12);
    assert.ok(learningRate(1) < 1e-12);
    for (let used = 0.04; used <= 1; used += 0.01) assert.ok(learningRate(used) < learningRate(used - 0.01));
  });

  it('cools down from where it is to zero within a quarter of the time trained', () => {
    const { learningRate, endsAt, reason } = coolDown(0.4, 0.006);
    assert.equal(reason, 'stopped improving');
    assert.equal(endsAt, 0.5);
    assert.equal(learningRate(0.4), 0.006);
    assert.ok(Math.abs(learningRate(0.45) - 0.003) < 1e-12);
    assert.ok(learningRate(0.5) < 1e-12);
    assert.equal(coolDown(0.9, 1).endsAt, 1);
  });

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
});
