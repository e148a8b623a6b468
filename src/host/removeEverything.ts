// Removes everything that the extension has stored, for all workspaces of this editor: all of it is in one folder for each workspace
// and one for the editor.
import { FileSystemError, l10n, Uri, window, workspace, type ExtensionContext } from 'vscode';
import type { Snooze } from './suggestions/snooze.ts';
import type { StatisticsStore } from './suggestions/statisticsStore.ts';
import type { UserEstimates } from './suggestions/userEstimates.ts';
import { reasonOf } from './fileError.ts';
import { isConfirmed } from './messages.ts';
import { plainText } from './plainText.ts';
import type { StoredValues } from './storage/storedValue.ts';
import type { WorkspaceState } from './storage/workspaceState.ts';
import { forgetModel, type ModelParts } from './training/forgetModel.ts';

export interface RemoveParts extends ModelParts {
  readonly context: Pick<ExtensionContext, 'storageUri' | 'globalStorageUri' | 'globalState'>;
  readonly state: WorkspaceState;
  readonly statistics: StatisticsStore;
  readonly snooze: Snooze;
  readonly estimates: UserEstimates;
}

export async function removeEverything(parts: RemoveParts, confirmed: boolean): Promise<void> {
  const question = l10n.t(
    'Remove everything that Hidden State has stored? What it learned, models, runs, counts and your lists of excluded files and unwanted words are deleted, for all workspaces of this editor.',
  );
  if (!confirmed && !(await isConfirmed(question, l10n.t('Remove everything')))) return;
  const { context, state, statistics, snooze, estimates, forgetting, learnedStore } = parts;
  // Whatever fails, everything else is removed.
  const failures: string[] = [];
  const attempt = async (what: string, work: () => Thenable<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      failures.push(`${what}: ${reasonOf(error)}`);
    }
  };
  await attempt(l10n.t('the model'), () => forgetModel(parts, true));
  // It notes in the stored values that what was learned is not valid any more: now, but not later.
  await learnedStore.flush();
  learnedStore.reset();
  await statistics.reset();
  snooze.set(undefined);
  estimates.reset();
  await attempt(l10n.t('the stored values'), async () => {
    await Promise.all([clear(state), clear(context.globalState)]);
  });
  forgetting.reset();
  const folders = await storageFolders(context);
  await Promise.all(folders.map((folder) => attempt(folder.path, () => deleteFolder(folder))));
  if (failures.length === 0)
    return void window.showInformationMessage(l10n.t('Everything that Hidden State had stored is removed.'));
  const text = l10n.t('Hidden State could not remove everything: {0}. Delete it yourself.', failures.join('; '));
  void window.showErrorMessage(plainText(text));
}

async function deleteFolder(folder: Uri): Promise<void> {
  try {
    await workspace.fs.delete(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof FileSystemError && error.code === 'FileNotFound')) throw error;
  }
}

async function clear(memory: StoredValues & Pick<WorkspaceState, 'keys'>): Promise<void> {
  for (const key of memory.keys()) await memory.update(key, undefined);
}

/** The global folder, and one of each workspace: `workspaceStorage/ID/EXTENSION` beside `globalStorage/EXTENSION`. */
async function storageFolders({ storageUri, globalStorageUri }: RemoveParts['context']): Promise<Uri[]> {
  const extension = globalStorageUri.path.slice(globalStorageUri.path.lastIndexOf('/') + 1);
  const all = storageUri
    ? Uri.joinPath(storageUri, '..', '..')
    : Uri.joinPath(globalStorageUri, '..', '..', 'workspaceStorage');
  const workspaces = await workspace.fs.readDirectory(all).then(undefined, () => []);
  const found = workspaces.map(([name]) => Uri.joinPath(all, name, extension));
  const folders = [globalStorageUri, ...(storageUri ? [storageUri] : []), ...found];
  return [...new Map(folders.map((folder) => [folder.toString(), folder])).values()];
}
