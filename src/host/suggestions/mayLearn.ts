// Which documents may teach the models: files of the workspace that the corpus includes, and untitled documents. All others only get
// suggestions, unless a setting allows more: files outside the workspace, settings, input fields, output.
import { workspace, type TextDocument, type Uri } from 'vscode';
import { settings } from '../settings.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';

/** `isLearned`: whether the corpus includes a file of the workspace, by its path. */
export function mayLearn(document: TextDocument, isLearned: (path: string) => boolean): boolean {
  if (!workspace.isTrusted) return false;
  if (document.isUntitled) return true;
  const uri = fileOf(document);
  if (workspace.getWorkspaceFolder(uri)) return isLearned(pathOf(uri));
  return settings.suggestions.learnOutsideWorkspace.value();
}

/** The notebook of a cell, else the document itself. */
function fileOf(document: TextDocument): Uri {
  const notebook = workspace.notebookDocuments.find((each) =>
    each.getCells().some((cell) => cell.document === document),
  );
  return notebook?.uri ?? document.uri;
}
