// What the start of the editor finds in the workspace's storage: a checkpoint, a damaged one, a training that was cut off.
import { l10n, window } from 'vscode';
import type { CheckpointStore, RunMarker } from './checkpointStore.ts';
import type { DashboardPanel } from '../dashboard/dashboardPanel.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { TrainingSession } from './session.ts';

/** `npm start` opens the editor with training started and the dashboard shown. */
const autostart = process.env['HIDDEN_STATE_AUTOSTART'] === '1';

export interface RestoreParts {
  readonly store: CheckpointStore;
  readonly predictor: PredictorClient;
  readonly dashboard: DashboardPanel;
  readonly session: TrainingSession;
  /** The training that was under way when the editor ended. */
  readonly interrupted: Promise<RunMarker | undefined>;
}

export async function restoreState(
  { store, predictor, dashboard, session, interrupted }: RestoreParts,
  goOn: () => void,
): Promise<void> {
  await restoreModel(store, predictor);
  if (!autostart) {
    const run = await interrupted;
    // Where the next is under way already, the mark is its own.
    return run && !session.isRunning ? offerToContinue(run, store, goOn) : undefined;
  }
  dashboard.show();
  goOn();
}

/** Loads the checkpoint, so that suggestions come without training; one that cannot be used is set aside, and said so. */
export async function restoreModel(store: CheckpointStore, predictor: PredictorClient): Promise<void> {
  for (;;) {
    const bytes = await store.load();
    if (!bytes) return;
    const loaded = await predictor.load(bytes);
    if (loaded.usable || loaded.reason === undefined) return;
    const aside = await store.quarantine();
    const name = aside?.path.split('/').at(-1);
    void window.showWarningMessage(
      l10n.t(
        'Hidden State: the trained model of this workspace cannot be used: {0}. {1} Train again to get a new one.',
        loaded.reason,
        name === undefined ? l10n.t('It could not be set aside.') : l10n.t('It was set aside as {0}.', name),
      ),
    );
    if (!aside) return;
  }
}

/** After a training that was cut off: says what happened and offers to go on. */
export async function offerToContinue(run: RunMarker, store: CheckpointStore, goOn: () => void): Promise<void> {
  await store.writeRunMarker(undefined);
  const since = new Date(run.startedMs).toLocaleTimeString();
  const kept = (await store.load()) !== undefined;
  const what = run.closed
    ? l10n.t('The training that began at {0} ended when the window was closed.', since)
    : l10n.t('The training that began at {0} was cut off: the extension host stopped.', since);
  const rest = kept
    ? l10n.t('All but its last seconds is kept.')
    : l10n.t('It had not come far enough to keep anything.');
  const again = kept ? l10n.t('Continue training') : l10n.t('Train again');
  if ((await window.showInformationMessage(`${what} ${rest}`, again)) === again) goOn();
}
