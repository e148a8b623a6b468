// Deletes the model of the workspace, or makes it forget one file. A file cannot be removed from trained weights: the weights
// are deleted, and a new network is trained without the file. Text statistics alone learn again without it.
import { commands, l10n, window } from 'vscode';
import type { CheckpointStore } from '../storage/checkpointStore.ts';
import type { LearningConsent } from '../learning/consent.ts';
import { excludeFile } from '../workspace/excludedFiles.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { Forgetting } from '../storage/forgetting.ts';
import type { LearnedStore } from '../storage/learnedStore.ts';
import type { RunHistory } from './runHistory.ts';
import type { RunStore } from '../storage/runStore.ts';
import type { RunWeights } from '../storage/runWeights.ts';
import type { TrainingSession } from './session.ts';
import { isConfirmed } from '../messages.ts';
import { plainText } from '../plainText.ts';
import { fileOf } from '../workspace/workspaceFiles.ts';

export interface ModelParts {
  readonly session: TrainingSession;
  readonly store: CheckpointStore;
  readonly runs: RunStore;
  readonly weights: RunWeights;
  readonly predictor: PredictorClient;
  readonly history: RunHistory;
  readonly forgetting: Forgetting;
  readonly consent: LearningConsent;
  readonly learnedStore: Pick<LearnedStore, 'invalidate' | 'flush' | 'reset'>;
  /** Drops what the dashboard and the editor show of the weights. */
  forgetAnalyses(): void;
}

export async function forgetModel(parts: ModelParts, confirmed: boolean): Promise<void> {
  const question = l10n.t('Forget what is learned from this workspace?');
  const detail = l10n.t(
    'All that was learned from your text is deleted: text statistics, the network and all its trainings. Your files are not changed, and the counts of accepted suggestions stay. Nothing is learned here again until you choose it.',
  );
  if (!confirmed && !(await isConfirmed(question, l10n.t('Forget'), detail))) return;
  // A training that is being prepared ends before it gives the consent.
  parts.session.clear();
  await parts.consent.withdraw();
  await Promise.all([forgetNetwork(parts), parts.runs.deleteAll()]);
}

/** A file that a network has learned. `path` as in the ledger. */
export async function forgetFile(parts: ModelParts, path: string): Promise<void> {
  const file = fileOf(path);
  if (!file) return;
  const question = l10n.t(
    'Forget {0}? The file is excluded from now on, and a new network is trained without it. The networks of earlier runs are deleted, because they may have learned the file, too.',
    plainText(path),
  );
  if (!(await isConfirmed(question, l10n.t('Forget and retrain')))) return;
  await excludeFile(file.inside);
  await forgetAndRetrain(parts);
}

/** Whether the active network or that of an earlier run has learned the file, or may have: a training, an imported network. */
export async function isInNetworks(
  { predictor, session, history, weights }: ModelParts,
  path: string,
): Promise<boolean> {
  if (session.isRunning) return true;
  if (predictor.layers === undefined) return false;
  if (history.learnedFiles.size === 0 || history.learnedFiles.has(path)) return true;
  const lists = await Promise.all((await weights.ids()).map((id) => weights.learnedFiles(id)));
  return lists.some((paths) => paths.includes(path));
}

/** Deletes the network, and trains a new one on the files that are read now. */
export async function forgetAndRetrain(parts: ModelParts): Promise<void> {
  await forgetNetwork(parts);
  await commands.executeCommand('hiddenState.train', 'nothing');
}

/** Also deletes the weights of earlier runs: they learned the same files. */
async function forgetNetwork(parts: ModelParts): Promise<void> {
  const { store, weights, forgetting, learnedStore } = parts;
  forgetInMemory(parts);
  await forgetting.announce();
  await Promise.all([store.deleteAll(), weights.deleteAll(), learnedStore.invalidate()]);
}

function forgetInMemory({ session, predictor, forgetAnalyses }: ModelParts): void {
  session.clear();
  predictor.forget();
  forgetAnalyses();
}

/** Another window has forgotten the model, and may train a new one: nothing but the run of this window is deleted. */
export async function followForgetting(parts: ModelParts): Promise<void> {
  const { session, store, runs, history, consent } = parts;
  await consent.refresh();
  const { current } = history;
  const wasRunning = session.isRunning;
  store.discard();
  history.follow(() => forgetInMemory(parts));
  if (wasRunning) {
    void window.showInformationMessage(
      l10n.t('The training has ended, because another window has forgotten the model of this workspace.'),
    );
  }
  if (current !== undefined && wasRunning) await runs.delete(current);
}
