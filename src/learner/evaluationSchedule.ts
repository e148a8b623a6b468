// Decides when a training evaluates: often enough to publish the best weights, seldom enough to leave the time to the training.
import type { TrainingSettings } from '../protocol/settings.ts';
import { evaluation, evaluationMarks } from './recipe.ts';
import { nextDue } from './throttle.ts';

export interface EvaluationSchedule {
  /**
   * Whether an evaluation is due; true once for each mark. `used` and `endsAt` are shares of the budget, `elapsedMs` is training
   * time.
   */
  isDue(used: number, elapsedMs: number, endsAt: number): boolean;
  /** Records an evaluation that ended at `elapsedMs` and took `tookMs`. */
  record(elapsedMs: number, tookMs: number): void;
}

export interface EvaluationScheduleState {
  /** Marks for which an evaluation was due. */
  passed: number;
  notBeforeMs: number;
  lastTookMs: number;
}

export function newEvaluationScheduleState(): EvaluationScheduleState {
  return { passed: 0, notBeforeMs: 0, lastTookMs: 0 };
}

/** Keeps its values in `state`. With a budget in steps the result must not depend on the machine: every mark counts, whatever the evaluations take. */
export function createEvaluationSchedule(
  settings: Pick<TrainingSettings, 'seconds' | 'steps'>,
  state: EvaluationScheduleState = newEvaluationScheduleState(),
): EvaluationSchedule {
  const { seconds, steps } = settings;
  const marks = evaluationMarks(settings);
  const isPast = (used: number): boolean => used >= (marks[state.passed] ?? Infinity);
  return {
    isDue: (used, elapsedMs, endsAt) => {
      if (!isPast(used) || elapsedMs < state.notBeforeMs) return false;
      const leftMs = 1000 * seconds * (endsAt - used);
      if (!steps && leftMs < evaluation.minDistanceToEnd * state.lastTookMs) return false;
      while (isPast(used)) state.passed++;
      return true;
    },
    record: (elapsedMs, tookMs) => {
      if (steps) return;
      const startedMs = elapsedMs - tookMs;
      const maxSpacingMs = Math.max(1000 * evaluation.maxSpacingSeconds, 2 * tookMs);
      state.lastTookMs = tookMs;
      state.notBeforeMs = Math.min(nextDue(startedMs, elapsedMs, evaluation.throttle), startedMs + maxSpacingMs);
    },
  };
}
