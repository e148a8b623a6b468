// What the dashboard asks of the editor besides the training itself: a file to save, a file of the ledger to open or to
// leave out from now on.
import { ConfigurationTarget, l10n, Uri, window, workspace } from 'vscode';
import type { FromDashboard, SaveRequest } from '../protocol/dashboard.ts';
import { section } from './setting.ts';
import { settings } from './settings.ts';
import { fileOf } from './workspaceFiles.ts';

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
