// Where the user may still be typing in open documents. What is around is not learned: a secret there may not be recognizable yet.
import { type Disposable, window, workspace, type TextDocument } from 'vscode';
import type { TextPosition } from '../../corpus/typedPart.ts';

/** The end of the last change, for each document that was changed in this session. */
const lastChanged = new WeakMap<TextDocument, TextPosition>();

export function watchTyping(): Disposable {
  return workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const [change] = contentChanges;
    if (!change) return;
    const { line, character } = document.positionAt(change.rangeOffset + change.text.length);
    lastChanged.set(document, { line, character });
  });
}

/** The carets; where the document is not visible, the end of the last change. */
export function typedPositions(document: TextDocument): readonly TextPosition[] {
  const changed = lastChanged.get(document);
  if (changed === undefined) return [];
  const editors = window.visibleTextEditors.filter((editor) => editor.document === document);
  const carets = editors.flatMap(({ selections }) =>
    selections.map(({ active: { line, character } }) => ({ line, character })),
  );
  return carets.length > 0 ? carets : [changed];
}
