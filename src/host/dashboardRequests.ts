// What the dashboard asks of the editor besides the training itself: a file to save, a file of the ledger to open or to
// leave out from now on, a run of the past, a sample when no training makes one.
import { ConfigurationTarget, l10n, Uri, window, workspace } from 'vscode';
import type { Drawing, FromDashboard, SaveRequest, ToDashboard } from '../protocol/dashboard.ts';
import type { RunWish } from '../protocol/runs.ts';
import type { PredictorClient } from './predictorClient.ts';
import type { RunStore } from './runStore.ts';
import type { Session } from './session.ts';
import { section } from './setting.ts';
import { settings } from './settings.ts';
import { fileOf } from './workspaceFiles.ts';

/** As long as the learner's own. */
const sampleCharacters = 240;

type FileRequest = Extract<FromDashboard, { type: 'file' }>;

/** Asks where, then writes; nothing is written without an answer. */
export async function saveExport({ name, content, encoding }: SaveRequest): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog(folder ? { defaultUri: Uri.joinPath(folder, name) } : {});
  if (target) await workspace.fs.writeFile(target, Buffer.from(content, encoding));
}

export async function answerFileWish({ path, wish }: FileRequest): Promise<void> {
  const file = fileOf(path);
  if (!file) return;
  if (wish === 'open') {
    await window.showTextDocument(file.uri, { preview: true });
    return;
  }
  const globs = settings.exclude.value();
  if (!globs.includes(file.inside)) {
    const target = ConfigurationTarget.Workspace;
    await workspace.getConfiguration(section).update(settings.exclude.key, [...globs, file.inside], target);
  }
  void window.showInformationMessage(l10n.t('{0} is left out from the next training on.', path));
}

/** The training makes samples by itself; after it the network that is kept is asked for one. */
export async function drawSamples(session: Session, predictor: PredictorClient, drawing: Drawing): Promise<void> {
  const { sampling, prompt } = drawing;
  session.draw({ sampling, prompt });
  if (session.isRunning) return;
  const text = await predictor.sample({ prompt, sampling, characters: sampleCharacters });
  if (text !== undefined) session.tellSample(text, prompt);
}

export async function answerRunWish(
  runs: RunStore,
  wish: RunWish,
  send: (message: ToDashboard) => void,
): Promise<void> {
  switch (wish.wish) {
    case 'show': {
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
