// Types the opening bracket at the end of an accepted suggestion once more, so that the editor closes it by its rules and settings.
import { commands, Range, Uri, window } from 'vscode';
import type { SuggestionTracker } from './suggestionTracker.ts';

/** `uri`: of the document. Nothing is typed where another one is active: the input of source control, for example, has no editor. */
export async function typeBracket(tracker: Pick<SuggestionTracker, 'whileRetyping'>, uri: unknown): Promise<void> {
  const { activeTextEditor: editor } = window;
  if (!(uri instanceof Uri) || editor?.document.uri.toString() !== uri.toString()) return;
  const end = editor.selection.active;
  if (editor.selections.length > 1 || !editor.selection.isEmpty || end.character === 0) return;
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
