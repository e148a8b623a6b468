// Removes everything that the extension has stored, for all workspaces of this editor: checkpoints, runs, and what the workspace state
// remembers. Of other workspaces, the small state that the editor keeps in its own database cannot be reached.
import { l10n, Uri, window, workspace, type ExtensionContext, type Memento } from 'vscode';

type Storage = Pick<ExtensionContext, 'storageUri' | 'globalStorageUri' | 'workspaceState' | 'globalState'>;

/** `forget`: stops what runs and deletes the model and the runs of this workspace. */
export async function removeEverything(
  storage: Storage,
  forget: () => Promise<void>,
  confirmed: boolean,
): Promise<void> {
  const yes = l10n.t('Remove everything');
  const question = l10n.t(
    'Remove everything that Hidden State has stored? The models and runs of all workspaces of this editor are deleted, and the list of single files that you excluded in this workspace.',
  );
  if (!confirmed && (await window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  await forget();
  await Promise.all([clear(storage.workspaceState), clear(storage.globalState)]);
  const folders = await storageFolders(storage);
  await Promise.all(
    folders.map((folder) => workspace.fs.delete(folder, { recursive: true }).then(undefined, () => undefined)),
  );
}

async function clear(memory: Memento): Promise<void> {
  for (const key of memory.keys()) await memory.update(key, undefined);
}

/** The global folder, and one of each workspace: `workspaceStorage/ID/EXTENSION` beside `globalStorage/EXTENSION`. */
async function storageFolders({ storageUri, globalStorageUri }: Storage): Promise<Uri[]> {
  const extension = globalStorageUri.path.slice(globalStorageUri.path.lastIndexOf('/') + 1);
  const all = storageUri
    ? Uri.joinPath(storageUri, '..', '..')
    : Uri.joinPath(globalStorageUri, '..', '..', 'workspaceStorage');
  const workspaces = await workspace.fs.readDirectory(all).then(undefined, () => []);
  const found = workspaces.map(([name]) => Uri.joinPath(all, name, extension));
  return [globalStorageUri, ...(storageUri ? [storageUri] : []), ...found];
}
