// Forgets all that was learnt in the workspace, or one file. What weights have learnt of a file cannot be taken out of them:
// they go, and others are trained without it.
import { commands, l10n, window } from 'vscode';
import type { CheckpointStore } from './checkpointStore.ts';
import type { EditorColours } from '../dashboard/editorColors.ts';
import type { Examination } from '../dashboard/analysisCache.ts';
import { leaveOut } from '../workspace/excludedFiles.ts';
import type { PredictorClient } from '../predictorClient.ts';
import type { RunStore } from './runStore.ts';
import type { Session } from './session.ts';
import { fileOf } from '../workspace/workspaceFiles.ts';

export interface Learnt {
  readonly session: Session;
  readonly store: CheckpointStore;
  readonly runs: RunStore;
  readonly predictor: PredictorClient;
  readonly examination: Examination;
  readonly colours: EditorColours;
}

export async function forget(learnt: Learnt, confirmed: boolean): Promise<void> {
  const yes = l10n.t('Forget');
  const question = l10n.t('Forget what was learnt in this workspace? The checkpoint and all runs are deleted.');
  if (!confirmed && (await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  await Promise.all([forgetNetwork(learnt), learnt.runs.forget()]);
}

/** `path`: as the ledger has it. */
export async function forgetFile(learnt: Learnt, path: string): Promise<void> {
  const file = fileOf(path);
  if (!file) return;
  const yes = l10n.t('Forget and Train Anew');
  const question = l10n.t('Forget {0}? It is left out from now on, and the network is trained anew without it.', path);
  if ((await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  await leaveOut(file.inside);
  await forgetNetwork(learnt);
  await commands.executeCommand('hiddenState.train', 'nothing');
}

async function forgetNetwork({ session, store, predictor, examination, colours }: Learnt): Promise<void> {
  session.forget();
  predictor.forget();
  examination.forget();
  colours.show(undefined);
  await store.forget();
}
