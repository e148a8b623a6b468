// Requests of the dashboard to the editor: save an export, open or exclude a file, load or change a stored run, generate a
// sample.
import { commands, l10n, Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { FromDashboard, SaveRequest, ToDashboard } from '../../protocol/dashboard.ts';
import type { SampleOptions } from '../../protocol/learner.ts';
import type { RunAction } from '../../protocol/runs.ts';
import { reasonOf } from '../fileError.ts';
import { plainText } from '../plainText.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { runJson } from '../storage/runFile.ts';
import type { RunStore } from '../storage/runStore.ts';
import type { TrainingSession } from '../training/session.ts';
import { section } from '../setting.ts';
import { fileOf } from '../workspace/workspaceFiles.ts';

/** The same as for samples during training. */
const sampleCharacters = 240;

type FileRequest = Extract<FromDashboard, { type: 'file' }>;

/** Writes nothing where the user cancels the dialog. Says why the file cannot be written. */
export async function saveExport({ name, content, encoding }: Omit<SaveRequest, 'type'>): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog(folder ? { defaultUri: Uri.joinPath(folder, name) } : {});
  if (!target) return;
  try {
    await workspace.fs.writeFile(target, Buffer.from(content, encoding));
  } catch (error) {
    const shownName = plainText(target.path.slice(target.path.lastIndexOf('/') + 1));
    const text = l10n.t('{0} cannot be saved: {1}. Choose another place.', shownName, reasonOf(error));
    void window.showErrorMessage(text);
  }
}

export async function performFileAction({ path, action, line }: FileRequest): Promise<void> {
  const file = fileOf(path);
  if (!file) return;
  if (action !== 'open') return commands.executeCommand(`${section}.${action}File`, path);
  // In a column that shows text already, else beside the dashboard, so that the dashboard stays visible.
  const viewColumn = window.visibleTextEditors[0]?.viewColumn ?? ViewColumn.Beside;
  const selection = line === undefined ? {} : { selection: new Range(line - 1, 0, line - 1, 0) };
  await window.showTextDocument(file.uri, { preview: true, viewColumn, ...selection });
}

/** During training the learner generates samples; otherwise the predictor generates one. */
export async function generateSample(
  session: TrainingSession,
  predictor: PredictorClient,
  options: SampleOptions,
): Promise<void> {
  const { sampling, prompt } = options;
  session.setSampleOptions({ sampling, prompt });
  if (session.isRunning) return;
  const text = await predictor.ask((remote) => remote.sample({ prompt, sampling, characters: sampleCharacters }));
  if (text !== undefined) session.addSample(text, prompt);
}

export async function performRunAction(
  runs: RunStore,
  request: RunAction,
  send: (message: ToDashboard) => void,
): Promise<void> {
  switch (request.action) {
    case 'load': {
      const run = await runs.load(request.id);
      if (run) send({ type: 'run', curves: run.curves });
      return;
    }
    case 'annotate': {
      const { tags } = request.annotations;
      const distinct = tags && [...new Set(tags.filter((tag) => tag !== ''))];
      return runs.annotate(request.id, { ...request.annotations, ...(distinct && { tags: distinct }) });
    }
    case 'export': {
      const run = await runs.load(request.id);
      if (run) await saveExport({ name: `run-${request.id}.json`, content: runJson(run), encoding: 'utf8' });
      return;
    }
    case 'restore':
      return commands.executeCommand(`${section}.restoreRun`, request.id);
    case 'delete':
      return runs.delete(request.id);
  }
}
