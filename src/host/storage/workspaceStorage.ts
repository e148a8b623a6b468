// Finds the folder in which the extension stores the state of a workspace.
import { FileType, Uri, workspace } from 'vscode';

/** ID of a workspace, and the number that the editor adds in a further window. */
const furtherWindow = /^(.+)-[1-9]$/u;

/**
 * The folder of the first window of a workspace, which all its windows use: the checkpoint, runs and counts are stored so that several
 * windows can read and write them. The editor itself gives each further window a folder of its own, where nothing is learned:
 * `workspaceStorage/ID-1/EXTENSION` instead of `workspaceStorage/ID/EXTENSION`.
 */
export async function workspaceStorage(storage: Uri | undefined): Promise<Uri | undefined> {
  if (storage?.scheme !== 'file') return storage;
  const [id, extension] = storage.path.split('/').slice(-2);
  const first = furtherWindow.exec(id!)?.[1];
  if (first === undefined) return storage;
  const folder = Uri.joinPath(storage, '..', '..', first);
  const isFolder = await workspace.fs.stat(folder).then(
    ({ type }) => type === FileType.Directory,
    () => false,
  );
  return isFolder ? Uri.joinPath(folder, extension!) : storage;
}
