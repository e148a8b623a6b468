// The learning rate and the end, as functions of the part of the budget that is used up (0..1), and how the first steps climb.
import type { EndReason } from '../protocol/learner.ts';

export interface Schedule {
  learningRate(used: number): number;
  readonly endsAt: number;
  readonly reason: EndReason;
}

/**
 * Steps in which the learning rate climbs to its peak. AdamW's first steps are as long as the rate lets them be, whatever the
 * gradient; a part of the budget would be three steps where the machine is slow (bench/recipe/README.md).
 */
export const warmUpSteps = 12;

/** What the learning rate is scaled by after so many steps, since the beginning or a roll-back: (0, 1]. */
export function warmUpFactor(steps: number): number {
  return Math.min(1, (steps + 1) / warmUpSteps);
}

/** The whole budget: a line from the peak straight down to zero. */
export function fullSchedule(peak: number): Schedule {
  return { learningRate: (used) => peak * (1 - Math.min(used, 1)), endsAt: 1, reason: 'finished' };
}

/** A cool-down is this part of the training before it. */
const coolDownShare = 0.25;

/** From here straight down to zero, soon: what a model that began to learn by heart still gains, it gains at a low rate. */
export function coolDown(used: number, learningRate: number): Schedule {
  const endsAt = Math.min(1, used * (1 + coolDownShare));
  return {
    learningRate: (now) => (learningRate * Math.max(0, endsAt - now)) / (endsAt - used),
    endsAt,
    reason: 'stopped improving',
  };
}
