// The documents that the user has open: those with a tab, and the cells of notebooks with a tab. The editor keeps others open for
// extensions, also for minutes after their tab was closed.
import {
  TabInputNotebook,
  TabInputText,
  TabInputTextDiff,
  window,
  workspace,
  type TextDocument,
  type Uri,
} from 'vscode';
import { fileUri } from '../workspace/notebookCells.ts';

export function openDocuments(): readonly TextDocument[] {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const open = new Set(tabs.flatMap(({ input }) => uriOf(input) ?? []).map((uri) => uri.toString()));
  return workspace.textDocuments.filter(({ uri }) => open.has(fileUri(uri).toString()));
}

function uriOf(input: unknown): Uri | undefined {
  if (input instanceof TabInputText || input instanceof TabInputNotebook) return input.uri;
  return input instanceof TabInputTextDiff ? input.modified : undefined;
}
