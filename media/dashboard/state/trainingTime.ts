// How long the shown run was trained.
import type { DashboardState } from './dashboardState.ts';

/** Milliseconds without pauses. A sample may be newer than the last point of the curve. Undefined: there is no curve. */
export function trainingTime({ curve, run }: Pick<DashboardState, 'curve' | 'run'>): number | undefined {
  const { last } = curve.elapsedMs;
  return last === undefined ? undefined : Math.max(last, run.samples.at(-1)?.elapsedMs ?? 0);
}
