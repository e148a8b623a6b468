// Puts the cursor at an offset of a document: in an editor that shows it already, if there is one, also in a cell of a notebook.
import {
  commands,
  NotebookRange,
  Range,
  Selection,
  TextEditorRevealType,
  ViewColumn,
  window,
  type NotebookCell,
  type Position,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { cellOf } from '../workspace/notebookCells.ts';

/** `offset`: UTF-16 units. Undefined: the editor cannot show the document any more. */
export async function goToOffset(document: TextDocument, offset: number): Promise<TextEditor | undefined> {
  const position = document.positionAt(offset);
  const editor = await editorOf(document, position);
  if (!editor) return undefined;
  editor.selection = new Selection(position, position);
  // Of a range, the editor would also show a decoration at its end, and scroll sideways where that is wider than a wrapped line.
  editor.revealRange(new Range(position, position), TextEditorRevealType.InCenterIfOutsideViewport);
  return editor;
}

async function editorOf(document: TextDocument, position: Position): Promise<TextEditor | undefined> {
  const active = window.activeTextEditor;
  if (active?.document === document) return active;
  const cell = cellOf(document.uri);
  if (cell) return showCell(cell);
  const visible = window.visibleTextEditors.find((editor) => editor.document === document);
  const selection = new Range(position, position);
  const viewColumn = visible?.viewColumn ?? ViewColumn.Active;
  const shown = window.showTextDocument(document, { selection, viewColumn });
  return Promise.resolve(shown).catch(() => undefined);
}

/** The editor of a cell is there when the notebook shows it. */
async function showCell({ notebook, index, document }: NotebookCell): Promise<TextEditor | undefined> {
  await window.showNotebookDocument(notebook, { selections: [new NotebookRange(index, index + 1)] });
  await commands.executeCommand('notebook.cell.edit');
  return window.visibleTextEditors.find((editor) => editor.document === document);
}
