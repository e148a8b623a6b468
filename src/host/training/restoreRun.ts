// Makes the stored weights of an earlier run the active ones: for suggestions, analyses, and the next training that continues.
import { l10n, window } from 'vscode';
import { plainText } from '../plainText.ts';
import type { ModelParts } from './forgetModel.ts';

export type RestoreRunParts = ModelParts;

/** Tells the user why it is not possible, where it is not. */
export async function restoreRun(parts: RestoreRunParts, id: string): Promise<void> {
  const { session, store, runs, weights, predictor, forgetAnalyses, history } = parts;
  if (session.isRunning) return warn(l10n.t('A training is running. Stop it, then restore a run.'));
  if (!(await store.canWrite())) return warn(l10n.t('Another window trains on this workspace and saves its model.'));
  const [run, bytes] = await Promise.all([runs.load(id), weights.load(id)]);
  if (!run || !bytes) return warn(l10n.t('The weights of this run are not stored any more.'));
  const loaded = await predictor.load(bytes);
  if (!loaded.usable) {
    const reason = plainText(loaded.reason ?? '');
    return warn(l10n.t('The weights of this run cannot be used: {0}.', reason));
  }
  // A training may have begun meanwhile: then its weights are the active ones.
  if (session.isRunning) return;
  store.save(bytes);
  await store.close();
  forgetAnalyses();
  await history.show(run);
}

function warn(text: string): void {
  void window.showWarningMessage(text);
}
