// Makes the stored weights of an earlier run the active ones: for suggestions, analyses, and the next training that continues.
import { l10n, window } from 'vscode';
import { plainText } from '../plainText.ts';
import { checkpointUntilStored } from '../processes/checkpointSource.ts';
import type { EarlierModel } from './earlierModel.ts';
import type { ModelParts } from './forgetModel.ts';

export interface RestoreRunParts extends ModelParts {
  readonly earlierModel: EarlierModel;
}

/** Tells the user why it is not possible, where it is not. */
export async function restoreRun(parts: RestoreRunParts, id: string): Promise<void> {
  const { session, store, runs, weights, predictor, forgetAnalyses, history, forgetting } = parts;
  if (session.isRunning) return warn(l10n.t('A training is running. Stop it, then restore a run.'));
  if (!(await store.canWrite())) return warn(l10n.t('Another window trains on this workspace and saves its model.'));
  const { epoch } = forgetting;
  const [run, bytes] = await Promise.all([runs.load(id), weights.load(id)]);
  if (!run || !bytes) return warn(l10n.t('The network of this run is not stored any more.'));
  const source = checkpointUntilStored(bytes, parts.earlierModel);
  const loaded = await predictor.load(source);
  if (!loaded.usable) {
    // Another model was loaded meanwhile, or all are forgotten.
    if (loaded.reason === undefined) return;
    const reason = plainText(loaded.reason);
    return warn(l10n.t('The network of this run cannot be used: {0}.', reason));
  }
  try {
    // A training may have begun meanwhile: then its weights are the active ones.
    if (session.isRunning) return;
    await parts.earlierModel.keep();
    store.save(bytes, epoch);
    await store.close();
  } finally {
    source.noteStored();
  }
  if (await forgetting.isForgotten(epoch)) return predictor.forget();
  forgetAnalyses();
  if (run.curves.points.length > 0) return history.show(run);
  session.modelReplaced({ ...loaded.network, importedMs: run.summary.startedMs });
}

function warn(text: string): void {
  void window.showWarningMessage(text);
}
