// Forgets all that was learnt in the workspace, or one file. What weights have learnt of a file cannot be taken out of them:
// they go, and others are trained without it.
import { commands, l10n, window } from 'vscode';
import type { CheckpointStore } from './checkpointStore.ts';
import type { EditorColors } from '../dashboard/editorColors.ts';
import type { AnalysisCache } from '../dashboard/analysisCache.ts';
import { excludeFile } from '../workspace/excludedFiles.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { RunStore } from './runStore.ts';
import type { TrainingSession } from './session.ts';
import { fileOf } from '../workspace/workspaceFiles.ts';

export interface ModelParts {
  readonly session: TrainingSession;
  readonly store: CheckpointStore;
  readonly runs: RunStore;
  readonly predictor: PredictorClient;
  readonly analysis: AnalysisCache;
  readonly colors: EditorColors;
}

export async function forgetModel(parts: ModelParts, confirmed: boolean): Promise<void> {
  const yes = l10n.t('Forget');
  const question = l10n.t('Forget what was learnt in this workspace? The checkpoint and all runs are deleted.');
  if (!confirmed && (await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  await Promise.all([forgetNetwork(parts), parts.runs.deleteAll()]);
}

/** `path`: as the ledger has it. */
export async function forgetFile(parts: ModelParts, path: string): Promise<void> {
  const file = fileOf(path);
  if (!file) return;
  const yes = l10n.t('Forget and Train Anew');
  const question = l10n.t('Forget {0}? It is left out from now on, and the network is trained anew without it.', path);
  if ((await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  await excludeFile(file.inside);
  await forgetNetwork(parts);
  await commands.executeCommand('hiddenState.train', 'nothing');
}

async function forgetNetwork({ session, store, predictor, analysis, colors }: ModelParts): Promise<void> {
  session.clear();
  predictor.forget();
  analysis.clear();
  colors.show(undefined);
  await store.deleteAll();
}
