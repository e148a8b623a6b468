// Which documents may teach the models: files of the workspace that the corpus includes. All others only get suggestions, unless a
// setting allows more: files outside the workspace, untitled documents, settings, input fields, output.
import { workspace, type TextDocument } from 'vscode';
import { settings } from '../settings.ts';
import { fileUri } from '../workspace/notebookCells.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';

/** `isLearned`: whether the corpus includes a file of the workspace, by its path. */
export function mayLearn(document: TextDocument, isLearned: (path: string) => boolean): boolean {
  if (!workspace.isTrusted) return false;
  const uri = fileUri(document.uri);
  if (workspace.getWorkspaceFolder(uri)) return isLearned(pathOf(uri));
  return settings.suggestions.learnOutsideWorkspace.value();
}
