// Which network makes suggestions, where it is not that of the newest training or the one with the lowest score.
import { bestEvaluation, isInterrupted } from '../../../src/protocol/runScore.ts';
import { isRunning, type RunState } from '../../../src/protocol/runState.ts';
import { itemsOf, lastOf } from '../../../src/protocol/series.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import type { Formats } from './format.ts';
import { t } from './localization.ts';
import { statusName, type LearnedStage } from './statusLine.ts';

export type RunsInUse = Pick<
  DashboardState,
  'run' | 'runs' | 'currentRun' | 'runInUse' | 'isNewerSetAside' | 'restorable'
>;

/** '' where the run that is shown is the newest one, and its network is in use. */
export function networkInUse(state: RunsInUse): string {
  const { run } = state;
  if (isEarlierShown(state))
    return t('This earlier network is in use. The newest one was set aside; you can choose it on the page “Runs”.');
  if (!isOtherInUse(state)) return '';
  if (isRunning(run) || run.trainsElsewhere)
    return t(
      'This is the new network. Suggestions use the earlier one until the training ends; after that, the better of the two.',
    );
  return isInterrupted(run)
    ? t('This is the newest network, whose training did not end. Suggestions use the earlier one.')
    : t('Suggestions use the earlier network.');
}

/** Share of the training time: when the network did not become better in the last part, it is said. */
const leastWasted = 0.1;

/** '' unless the end of the training, or all of a training that continued the network, has not made it better. */
export function unimproved(
  run: Pick<RunState, 'status' | 'heldOut' | 'points'>,
  format: Pick<Formats, 'duration'>,
): string {
  const [best, tested, last] = [bestEvaluation(run), itemsOf(run.heldOut).at(-1), lastOf(run.points)];
  if (run.status !== 'ended' || !best || !tested || !last) return '';
  // The last part of an interrupted training was not tested.
  if (tested.elapsedMs <= best.elapsedMs) return '';
  if (last.elapsedMs - best.elapsedMs < leastWasted * last.elapsedMs) return '';
  return t(
    'The training after {0} did not make the network better: it is used as it was then.',
    format.duration(best.elapsedMs),
  );
}

/** Whether suggestions use another network than that of the run that is shown. */
export function isOtherInUse({ currentRun, runInUse }: Pick<RunsInUse, 'currentRun' | 'runInUse'>): boolean {
  return currentRun !== undefined && runInUse !== undefined && runInUse !== currentRun;
}

/** The first words of the page. How the training of an earlier network ended is not how the newest one did. */
export function headline(state: RunsInUse, stage: LearnedStage): string {
  return isEarlierShown(state) ? t('Earlier network') : statusName(state.run, stage);
}

/** Whether an earlier network is shown and in use, and a newer one, which was worse, is stored. */
export function isEarlierShown(state: RunsInUse): boolean {
  const { run, runs, currentRun, runInUse, isNewerSetAside, restorable } = state;
  if (!isNewerSetAside || isRunning(run) || run.trainsElsewhere) return false;
  if (currentRun === undefined || runInUse !== currentRun) return false;
  // The newest run is the first.
  const newest = runs.find(({ id }) => restorable.has(id));
  const shown = runs.find(({ id }) => id === currentRun);
  return newest !== undefined && shown !== undefined && newest.startedMs > shown.startedMs;
}

/** Whether a run that could be in use has a lower score than the one in use: each is of the held-out text of its own training. */
export function isLowerUnused({ run, runs, runInUse, restorable }: RunsInUse): boolean {
  const used = runs.find(({ id }) => id === runInUse)?.bitsPerChar;
  if (isRunning(run) || run.trainsElsewhere || used === undefined) return false;
  return runs.some(({ id, bitsPerChar }) => restorable.has(id) && bitsPerChar !== undefined && bitsPerChar < used);
}
