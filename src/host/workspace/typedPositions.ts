// Where the user may still be typing in open documents. What is around is not learned: a secret there may not be recognizable yet.
import { type Disposable, window, workspace, type TextDocument } from 'vscode';
import type { TextPosition } from '../../corpus/typedPart.ts';

/** Saved text that was not changed for so long is complete. */
const completeAfterMs = 60_000;

interface Change {
  /** Its end. */
  readonly position: TextPosition;
  readonly atMs: number;
}

/** For each document that was changed in this session. */
const lastChanges = new WeakMap<TextDocument, Change>();

export function watchTyping(): Disposable {
  return workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    const [change] = contentChanges;
    if (!change) return;
    const { line, character } = document.positionAt(change.rangeOffset + change.text.length);
    lastChanges.set(document, { position: { line, character }, atMs: performance.now() });
  });
}

/** The carets; where the document is not visible, the end of the last change. `nowMs`: as `performance.now` counts. */
export function typedPositions(document: TextDocument, nowMs = performance.now()): readonly TextPosition[] {
  const last = lastChanges.get(document);
  if (last === undefined || (!document.isDirty && nowMs - last.atMs > completeAfterMs)) return [];
  const editors = window.visibleTextEditors.filter((editor) => editor.document === document);
  const carets = editors.flatMap(({ selections }) =>
    selections.map(({ active: { line, character } }) => ({ line, character })),
  );
  return carets.length > 0 ? carets : [last.position];
}
