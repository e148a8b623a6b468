// What the dashboard asks of the editor besides the training itself: a file to save, a file of the ledger to open or to
// leave out from now on, a run of the past, a sample when no training makes one.
import { commands, l10n, Uri, ViewColumn, window, workspace } from 'vscode';
import type { FromDashboard, SaveRequest, ToDashboard } from '../../protocol/dashboard.ts';
import type { SampleOptions } from '../../protocol/runState.ts';
import type { ConfidenceLevel } from '../../protocol/predictor.ts';
import type { RunAction } from '../../protocol/runs.ts';
import { excludeFile, includeFile } from '../workspace/excludedFiles.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { RunStore } from '../training/runStore.ts';
import type { TrainingSession } from '../training/session.ts';
import { change, section } from '../setting.ts';
import { settings } from '../settings.ts';
import { fileOf } from '../workspace/workspaceFiles.ts';

/** As long as the learner's own. */
const sampleCharacters = 240;

type FileRequest = Extract<FromDashboard, { type: 'file' }>;

/** Asks where, then writes; nothing is written without an answer. */
export async function saveExport({ name, content, encoding }: SaveRequest): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog(folder ? { defaultUri: Uri.joinPath(folder, name) } : {});
  if (target) await workspace.fs.writeFile(target, Buffer.from(content, encoding));
}

export async function performFileAction({ path, action }: FileRequest): Promise<void> {
  const file = fileOf(path);
  if (!file) return;
  if (action === 'open') {
    // Not over the dashboard, which asked: where a text is shown already, else beside it.
    const viewColumn = window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.Beside;
    await window.showTextDocument(file.uri, { preview: true, viewColumn });
    return;
  }
  if (action === 'include') return includeFile(file.inside);
  if (action === 'forget') return commands.executeCommand(`${section}.forgetFile`, path);
  await excludeFile(file.inside);
  void sayLeftOut(path);
}

/** Chosen with the point on the trade-off curve. */
export async function setEagerness(eagerness: ConfidenceLevel): Promise<void> {
  await change(settings.suggestions.confidence, eagerness);
}

/** Counts are soon counted anew; what weights have learnt of a file goes only with them. */
async function sayLeftOut(path: string): Promise<void> {
  const anew = l10n.t('Train Anew');
  const text = l10n.t(
    '{0} is left out from now on. What the network has learnt of it is forgotten only by training anew.',
    path,
  );
  if ((await window.showInformationMessage(text, anew)) === anew) {
    await commands.executeCommand('hiddenState.train', 'nothing');
  }
}

/** The training makes samples by itself; after it the network that is kept is asked for one. */
export async function drawSamples(
  session: TrainingSession,
  predictor: PredictorClient,
  drawing: SampleOptions,
): Promise<void> {
  const { sampling, prompt } = drawing;
  session.setSampleOptions({ sampling, prompt });
  if (session.isRunning) return;
  const text = await predictor.sample({ prompt, sampling, characters: sampleCharacters });
  if (text !== undefined) session.addSample(text, prompt);
}

export async function performRunAction(
  runs: RunStore,
  wish: RunAction,
  send: (message: ToDashboard) => void,
): Promise<void> {
  switch (wish.action) {
    case 'load': {
      const run = await runs.load(wish.id);
      if (run) send({ type: 'run', curves: run.curves });
      return;
    }
    case 'rename':
      return runs.rename(wish.id, wish.name);
    case 'delete':
      return runs.delete(wish.id);
  }
}
