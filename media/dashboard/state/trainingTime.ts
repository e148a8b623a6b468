// How long the shown run was trained.
import { isRunning } from '../../../src/protocol/runState.ts';
import type { DashboardState } from './dashboardState.ts';

/**
 * Milliseconds without pauses. A sample may be newer than the last point of the curve, and of an earlier run only its summary may tell it.
 * Undefined: there is no curve.
 */
export function trainingTime({
  curve,
  run,
  runs,
  currentRun,
}: Pick<DashboardState, 'curve' | 'run' | 'runs' | 'currentRun'>): number | undefined {
  const { last } = curve.elapsedMs;
  if (last === undefined) return undefined;
  const stored = isRunning(run) ? undefined : runs.find(({ id }) => id === currentRun);
  return Math.max(last, run.samples.at(-1)?.elapsedMs ?? 0, stored?.elapsedMs ?? 0);
}
