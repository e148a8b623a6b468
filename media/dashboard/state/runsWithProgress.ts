// The list of runs, with the time of the one that is shown, and the progress of the one that is trained.
import { isRunning, trainingTime } from '../../../src/protocol/runState.ts';
import type { RunSummary } from '../../../src/protocol/runs.ts';
import type { DashboardState } from './dashboardState.ts';

export interface RunWithProgress extends RunSummary {
  /** Undefined: its training has ended. */
  readonly training?: 'running' | 'paused';
}

/** All runs. The host stores time and characters only at each evaluation: of the run that is shown, they are those of the header and of its curve. */
export function runsWithProgress({
  runs,
  currentRun,
  run,
  curve,
}: Pick<DashboardState, 'runs' | 'currentRun' | 'run' | 'curve'>): readonly RunWithProgress[] {
  const isTraining = isRunning(run) || run.trainsElsewhere;
  const training = run.status === 'paused' ? 'paused' : 'running';
  const [elapsedMs, characters] = [trainingTime(run), curve.characters.last];
  const isKnown =
    elapsedMs !== undefined && characters !== undefined && run.status !== 'preparing' && !run.trainsElsewhere;
  const progress = { ...(isTraining && { training }), ...(isKnown && { elapsedMs, characters }) } as const;
  return runs.map((stored) => (stored.id === currentRun ? { ...stored, ...progress } : stored));
}
