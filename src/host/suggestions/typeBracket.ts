// Types the opening bracket at the end of an accepted suggestion once more, so that the editor closes it by its rules and settings.
import { commands, Range, window } from 'vscode';
import type { SuggestionTracker } from './suggestionTracker.ts';

export async function typeBracket(tracker: Pick<SuggestionTracker, 'whileRetyping'>): Promise<void> {
  const { activeTextEditor: editor } = window;
  const end = editor?.selection.active;
  if (!editor || !end || editor.selections.length > 1 || !editor.selection.isEmpty || end.character === 0) return;
  const { document } = editor;
  const range = new Range(end.translate(0, -1), end);
  const bracket = document.getText(range);
  if (!/^[([{]$/.test(bracket)) return;
  await tracker.whileRetyping(document, document.offsetAt(end), async () => {
    const isDeleted = await editor.edit((edit) => edit.delete(range), { undoStopBefore: false, undoStopAfter: false });
    // Not `type`, which other extensions replace.
    if (isDeleted) await commands.executeCommand('default:type', { text: bracket });
  });
}
