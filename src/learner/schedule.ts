// When training does what, as functions of the part of the budget that is used up (0..1): the learning rate, the end, and
// the moments of evaluation.
import type { EndReason } from '../protocol/learner.ts';
import type { TrainingSettings } from '../protocol/settings.ts';

export interface Schedule {
  learningRate(used: number): number;
  readonly endsAt: number;
  readonly reason: EndReason;
}

/** Part of the budget in which the learning rate climbs to its peak. */
const warmUp = 0.03;

/** The whole budget: a steep line up to the peak, then one straight down to zero. */
export function fullSchedule(peak: number): Schedule {
  return {
    learningRate: (used) =>
      used < warmUp ? (peak * Math.max(used, 1e-4)) / warmUp : (peak * (1 - Math.min(used, 1))) / (1 - warmUp),
    endsAt: 1,
    reason: 'finished',
  };
}

/** A cool-down is this part of the training before it. */
const coolDownPart = 0.25;

/** From here straight down to zero, soon: what a model that began to learn by heart still gains, it gains at a low rate. */
export function coolDown(used: number, learningRate: number): Schedule {
  const endsAt = Math.min(1, used * (1 + coolDownPart));
  return {
    learningRate: (now) => (learningRate * Math.max(0, endsAt - now)) / (endsAt - used),
    endsAt,
    reason: 'stopped improving',
  };
}

/** Weights are handed over, and so kept on disk, at least this often. */
const longestSpacingSeconds = 20;

/**
 * Parts of the budget at which to evaluate: dense at first, since the first weights that help should soon be used, then
 * evenly. The end is not among them.
 */
export function evaluationMarks({ seconds, steps }: Pick<TrainingSettings, 'seconds' | 'steps'>): number[] {
  const spacing = steps ? 0.05 : Math.min(0.08, longestSpacingSeconds / seconds);
  const marks: number[] = [];
  for (let mark = Math.min(0.01, spacing); mark < 1 - spacing / 2; mark += Math.min(mark, spacing)) marks.push(mark);
  return marks;
}
