// The list of runs, with the progress of the one that is trained.
import { isRunning } from '../../../src/protocol/runState.ts';
import type { RunSummary } from '../../../src/protocol/runs.ts';
import type { DashboardState } from './dashboardState.ts';
import { trainingTime } from './trainingTime.ts';

export interface RunWithProgress extends RunSummary {
  /** Undefined: its training has ended. */
  readonly training?: 'running' | 'paused';
}

/** All runs. The host stores time and characters of the one that is trained only at each evaluation: they are those of the header and of its curve. */
export function runsWithProgress({
  runs,
  currentRun,
  run,
  curve,
}: Pick<DashboardState, 'runs' | 'currentRun' | 'run' | 'curve'>): readonly RunWithProgress[] {
  const isTrainedHere = isRunning(run);
  if (!isTrainedHere && !run.trainsElsewhere) return runs;
  const training = run.status === 'paused' ? 'paused' : 'running';
  const [elapsedMs, characters] = [trainingTime({ curve, run }), curve.characters.last];
  const isKnown = isTrainedHere && elapsedMs !== undefined && characters !== undefined;
  const progress = { training, ...(isKnown && { elapsedMs, characters }) } as const;
  return runs.map((stored) => (stored.id === currentRun ? { ...stored, ...progress } : stored));
}
