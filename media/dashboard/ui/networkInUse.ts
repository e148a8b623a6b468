// Which network makes suggestions, where it is not that of the newest training, in a sentence for the header.
import { isRunning } from '../../../src/protocol/runState.ts';
import type { DashboardState } from '../state/dashboardState.ts';
import type { Formats } from './format.ts';
import { t } from './localization.ts';

export type RunsInUse = Pick<DashboardState, 'run' | 'runs' | 'currentRun' | 'runInUse' | 'restorable'>;

/** '' where the run that is shown is the newest one, and its network is in use. */
export function networkInUse(state: RunsInUse, format: Pick<Formats, 'bits'>): string {
  const { run, runs, currentRun, runInUse } = state;
  if (isEarlierShown(state))
    return t('This earlier network is in use. The newest one was set aside; the page “Runs” has it.');
  if (currentRun === undefined || runInUse === undefined || runInUse === currentRun) return '';
  const bitsPerChar = runs.find(({ id }) => id === runInUse)?.bitsPerChar;
  const bits = bitsPerChar === undefined ? undefined : format.bits(bitsPerChar);
  if (isRunning(run) || run.trainsElsewhere) {
    return bits === undefined
      ? t('This is the new network. Suggestions use the one before it until the training ends.')
      : t(
          'This is the new network. Suggestions use the one before it ({0} bits per character) until the training ends.',
          bits,
        );
  }
  return bits === undefined
    ? t('Suggestions use the network before it.')
    : t('Suggestions use the network before it ({0} bits per character).', bits);
}

/** Whether an earlier network is shown and in use, and a newer one is stored: it was worse, or the user has chosen the earlier one. */
export function isEarlierShown({ run, runs, currentRun, runInUse, restorable }: RunsInUse): boolean {
  if (isRunning(run) || run.trainsElsewhere || currentRun === undefined || runInUse !== currentRun) return false;
  // The newest run is the first.
  const newest = runs.find(({ id }) => restorable.has(id));
  const shown = runs.find(({ id }) => id === currentRun);
  return newest !== undefined && shown !== undefined && newest.startedMs > shown.startedMs;
}
