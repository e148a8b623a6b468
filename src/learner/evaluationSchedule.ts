// When to evaluate: often enough to keep what was best, seldom enough to leave the time to the training.
import type { TrainingSettings } from '../protocol/settings.ts';
import { nextDue } from './throttle.ts';

export interface EvaluationSchedule {
  /** Whether one falls due, once for each moment. `used`, `endsAt`: parts of the budget; `elapsedMs`: of training time. */
  isDue(used: number, elapsedMs: number, endsAt: number): boolean;
  /** One has ended, and took so long. */
  record(elapsedMs: number, tookMs: number): void;
  /** How many times what the last one took the figure at the end may take. */
  finalEvaluationFactor(elapsedMs: number): number;
}

/** Weights are handed over, and so kept on disk, at least this often, unless an evaluation takes half of it. */
const maxSpacingSeconds = 20;
const evaluationThrottle = { everyMs: 0, part: 0.1 };
/** Whoever stops a training does not want to wait: the part of its time that the last figure may take. */
const finalEvaluationShare = 0.05;
/** The end evaluates too: so many times what one takes before it, none is begun. */
const minDistanceToEnd = 5;

/** Where the budget is in steps, what it comes to must not depend on the machine: each mark is kept, and the end takes what it takes. */
export function createEvaluationSchedule(settings: Pick<TrainingSettings, 'seconds' | 'steps'>): EvaluationSchedule {
  const { seconds, steps } = settings;
  const marks = evaluationMarks(settings);
  let restsUntilMs = 0;
  let lastMs = 0;
  return {
    isDue: (used, elapsedMs, endsAt) => {
      if (used < (marks[0] ?? Infinity) || elapsedMs < restsUntilMs) return false;
      if (!steps && 1000 * seconds * (endsAt - used) < minDistanceToEnd * lastMs) return false;
      while (used >= (marks[0] ?? Infinity)) marks.shift();
      return true;
    },
    record: (elapsedMs, tookMs) => {
      if (steps) return;
      lastMs = tookMs;
      const beganMs = elapsedMs - tookMs;
      const longestMs = Math.max(1000 * maxSpacingSeconds, 2 * tookMs);
      restsUntilMs = Math.min(nextDue(beganMs, elapsedMs, evaluationThrottle), beganMs + longestMs);
    },
    finalEvaluationFactor: (elapsedMs) =>
      lastMs > 0 ? Math.max(1, (finalEvaluationShare * elapsedMs) / lastMs) : Infinity,
  };
}

/**
 * Parts of the budget at which to evaluate: dense at first, since the first weights that help should soon be used, then
 * evenly. The end is not among them.
 */
export function evaluationMarks({ seconds, steps }: Pick<TrainingSettings, 'seconds' | 'steps'>): number[] {
  const spacing = steps ? 0.05 : Math.min(0.08, maxSpacingSeconds / seconds);
  const marks: number[] = [];
  for (let mark = Math.min(0.01, spacing); mark < 1 - spacing / 2; mark += Math.min(mark, spacing)) marks.push(mark);
  return marks;
}
