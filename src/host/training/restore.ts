// Restores the state of the last session when the editor starts: the checkpoint, and an interrupted training.
import { l10n, window } from 'vscode';
import type { NetworkFacts } from '../../protocol/predictor.ts';
import { plainText } from '../plainText.ts';
import type { CheckpointStore, RunMarker } from '../storage/checkpointStore.ts';
import type { CheckpointSource } from '../processes/checkpointSource.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { EarlierModel } from './earlierModel.ts';
import type { TrainingSession } from './session.ts';

/** `npm start` opens the editor with training started and the dashboard shown. */
const autostart = process.env['HIDDEN_STATE_AUTOSTART'] === '1';

/** What loads the active network. */
export interface ActiveParts {
  readonly store: CheckpointStore;
  readonly predictor: PredictorClient;
  readonly earlierModel: EarlierModel;
  readonly session: Pick<TrainingSession, 'showSavedScore'>;
}

export interface RestoreParts extends ActiveParts {
  readonly dashboard: { show(): void };
  readonly session: TrainingSession;
  /** The marker of a training that ran when the last session ended. */
  readonly interrupted: Promise<RunMarker | undefined>;
}

export async function restoreState(
  { dashboard, interrupted, ...active }: RestoreParts,
  resume: () => void,
): Promise<void> {
  const { store, session } = active;
  const network = await loadActive(active);
  // Its run was deleted, or cannot be read: the checkpoint describes it.
  const { status, networkWithoutRun } = session.state;
  if (network && status === 'idle' && !networkWithoutRun) session.showNetwork(network);
  if (!autostart) {
    const run = await interrupted;
    // The marker of a training that runs already is its own.
    if (!run || session.isRunning) return;
    // It had no weights yet: no run is the active one.
    if (!network) session.clear();
    return offerToContinue(run, store, resume);
  }
  dashboard.show();
  resume();
}

/** Loads the network that makes suggestions, after `EarlierModel.restore`. Resolves to that of the checkpoint, which may be another one. */
export async function loadActive({
  store,
  predictor,
  earlierModel,
  session,
}: ActiveParts): Promise<NetworkFacts | undefined> {
  const network = await restoreModel(store, predictor, earlierModel);
  if (network) session.showSavedScore(network);
  // A training from scratch was interrupted: the model before it stays active.
  if (earlierModel.isActive) await predictor.load(earlierModel);
  return network;
}

/**
 * Loads the checkpoint, so that there are suggestions without training. Quarantines an unusable checkpoint, tells the user, and loads
 * the one before it. `later`: see `PredictorClient.load`.
 */
export async function restoreModel(
  store: CheckpointStore,
  predictor: PredictorClient,
  later: CheckpointSource,
): Promise<NetworkFacts | undefined> {
  let hasDamage = false;
  for (;;) {
    const loaded = await predictor.load(store, later);
    if (loaded.usable && hasDamage) showPreviousUsed();
    if (loaded.usable) return loaded.network;
    if (loaded.reason === undefined) return undefined;
    hasDamage = true;
    const quarantined = await store.quarantine();
    void window.showWarningMessage(
      l10n.t(
        'Hidden State: the trained model of this workspace cannot be used: {0}. {1} Train again to get a new one.',
        plainText(loaded.reason),
        quarantined === undefined ? l10n.t('It could not be renamed.') : l10n.t('It was renamed to {0}.', quarantined),
      ),
    );
    if (quarantined === undefined) return undefined;
  }
}

function showPreviousUsed(): void {
  void window.showInformationMessage(l10n.t('Hidden State uses the model saved before it.'));
}

/** Tells the user about an interrupted training and offers to continue it. */
export async function offerToContinue(marker: RunMarker, store: CheckpointStore, resume: () => void): Promise<void> {
  await store.writeRunMarker(undefined);
  const isSaved = (await store.load()) !== undefined;
  const what = marker.closed
    ? l10n.t('The last training ended when the window was closed or reloaded.')
    : l10n.t('The last training was interrupted, because the editor stopped its extensions.');
  const rest = isSaved
    ? l10n.t('Its best network so far is saved: “Train further” goes on from there.')
    : l10n.t('Nothing was saved yet.');
  const again = isSaved ? l10n.t('Train further') : l10n.t('Train again');
  if ((await window.showInformationMessage(`${what} ${rest}`, again)) === again) resume();
}
