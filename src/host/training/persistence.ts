// What follows from a training's events, apart from showing them: the checkpoint is kept, the end of a run is noted, a
// failure is said once.
import { Disposable, l10n, window, type LogOutputChannel } from 'vscode';
import type { DashboardEvent } from '../../protocol/dashboard.ts';
import type { CheckpointStore } from './checkpointStore.ts';
import type { TrainingSession } from './session.ts';

export function persistTraining(
  session: TrainingSession,
  store: CheckpointStore,
  log: LogOutputChannel,
  goOn: () => void,
): Disposable {
  return Disposable.from(
    session.onStatus(({ state, failure }) => {
      if (session.isRunning) return;
      // The next may have begun while the last was written.
      void store.flush().then(() => (session.isRunning ? undefined : store.writeRunMarker(undefined)));
      if (state === 'failed') void sayFailure(failure ?? '', goOn);
    }),
    session.onEvent((event) => {
      if (event === 'anew' || unlogged.includes(event.type)) return;
      log.info(
        event.type,
        event.type === 'prepared'
          ? { engine: event.engine, ...event.corpus, ledger: event.corpus.ledger.length }
          : event,
      );
    }),
  );
}

/** Too many, or too large, for a log. */
const unlogged: readonly string[] = ['progress', 'sample', 'activity', 'lens'] satisfies DashboardEvent['type'][];

async function sayFailure(failure: string, goOn: () => void): Promise<void> {
  const again = l10n.t('Continue from the last checkpoint');
  if ((await window.showErrorMessage(`Hidden State: ${failure}`, again)) === again) goOn();
}

/** At most one message while the disk stays full. */
export function showSaveError(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const text = l10n.t('Hidden State cannot keep its checkpoint: {0}. Training goes on, and it will try again.', reason);
  void window.showWarningMessage(text);
}
