// Lines of open documents that the user may still be typing. They are not learned: a secret in them may not be recognizable yet.
import { type Disposable, window, workspace, type TextDocument } from 'vscode';

/** The line of the last change, for each document that was changed in this session. */
const lastChanged = new WeakMap<TextDocument, number>();

export function watchTyping(): Disposable {
  return workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const [change] = contentChanges;
    if (change) lastChanged.set(document, change.range.start.line + change.text.split('\n').length - 1);
  });
}

/** Lines from 0: those with a caret; where the document is not visible, the line of the last change. */
export function typedLines(document: TextDocument): readonly number[] {
  const changed = lastChanged.get(document);
  if (changed === undefined) return [];
  const editors = window.visibleTextEditors.filter((editor) => editor.document === document);
  const carets = editors.flatMap(({ selections }) => selections.map(({ active }) => active.line));
  return carets.length > 0 ? carets : [changed];
}
