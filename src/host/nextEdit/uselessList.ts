// While an offer is shown, Tab belongs to the editor's list of completions where that is open. After a complete word, the list has only
// other words that resemble it, often the one that the user has just replaced: then it is closed.
import { commands, CompletionItemKind, type CompletionList, type TextEditor } from 'vscode';
import { wordStart } from '../../completion/fit/caret.ts';

/** Closes the list where no entry goes on with the word before the cursor, or is a snippet of its name. No API tells whether it is open. */
export async function closeUselessList(editor: TextEditor): Promise<void> {
  const { document, selection } = editor;
  const { active } = selection;
  const { version } = document;
  const before = document.lineAt(active.line).text.slice(0, active.character);
  const word = before.slice(wordStart(before)).toLowerCase();
  if (word === '') return;
  const list = await completionsAt(editor);
  if (document.version !== version || !editor.selection.active.isEqual(active)) return;
  const goesOn = list?.items.some(({ label, filterText, kind }) => {
    const name = (filterText ?? (typeof label === 'string' ? label : label.label)).toLowerCase();
    return name.startsWith(word) && (name !== word || kind === CompletionItemKind.Snippet);
  });
  if (!goesOn) await commands.executeCommand('hideSuggestWidget');
}

async function completionsAt({ document, selection }: TextEditor): Promise<CompletionList | undefined> {
  try {
    return await commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, selection.active);
  } catch {
    // A language server that fails has no list.
    return undefined;
  }
}
