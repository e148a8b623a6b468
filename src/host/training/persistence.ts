// Follows a training's events: saves the last checkpoint, removes the marker of the run, writes the log, and reports a failure.
import { l10n, window, type Disposable, type LogOutputChannel } from 'vscode';
import type { RunEvent } from '../../protocol/runEvents.ts';
import { reasonOf } from '../fileError.ts';
import { plainText } from '../plainText.ts';
import { OtherWriterError, type CheckpointStore } from '../storage/checkpointStore.ts';
import type { TrainingSession } from './session.ts';

/** `resume` continues the training from the last checkpoint. */
export function persistTraining(
  session: TrainingSession,
  store: CheckpointStore,
  log: LogOutputChannel,
  resume: () => void,
): Disposable {
  return session.onEvent((event) => {
    if (endingEvents.includes(event.type)) {
      // The next training may have begun while the checkpoint was written; then the marker is its own.
      void store.flush().then(() => (session.isRunning ? undefined : store.writeRunMarker(undefined)));
    }
    if (event.type === 'failed') void showFailure(event.message, resume);
    if (!unloggedEvents.includes(event.type)) log.info(event.type, loggable(event));
  });
}

/** After these no training runs. */
const endingEvents: readonly RunEvent['type'][] = ['ended', 'failed', 'preparationCancelled', 'cleared'];

/** Too frequent or too large for a log, or with text of the user: a prompt. */
const unloggedEvents: readonly RunEvent['type'][] = [
  'sampleOptions',
  'progress',
  'sample',
  'activity',
  'histograms',
  'usage',
  'lens',
  'restored',
];

function loggable(event: RunEvent): object {
  if (event.type !== 'prepared') return event;
  return { engine: event.engine, ...event.corpus, ledger: event.corpus.ledger.length };
}

async function showFailure(failure: string, resume: () => void): Promise<void> {
  const again = l10n.t('Continue from what was saved last');
  if ((await window.showErrorMessage(plainText(`Hidden State: ${failure}`), again)) === again) resume();
}

/** For the first write of a checkpoint that fails. */
export function showSaveError(error: unknown): void {
  const reason = saveErrorReason(error);
  const text = l10n.t(
    'Hidden State cannot save the network: {0}. Training continues, and saving is tried again.',
    reason,
  );
  void window.showWarningMessage(text);
}

function saveErrorReason(error: unknown): string {
  if (error instanceof OtherWriterError) return l10n.t('another window saves the model of this workspace');
  return reasonOf(error);
}
