// Cells of notebooks: each is a document of its own. They belong to the file of their notebook, and continue the cells above them.
import { workspace, type NotebookCell, type TextDocument, type Uri } from 'vscode';
import { cellSeparator, joinCells } from '../../corpus/notebook.ts';

const cellScheme = 'vscode-notebook-cell';

/** The file of the notebook that a cell belongs to; of another document, its own. */
export function fileUri(uri: Uri): Uri {
  return cellOf(uri)?.notebook.uri ?? uri;
}

/** For the settings of a document. A cell has those of the folder of its notebook. */
export function scopeOf({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): SettingsScope {
  return { uri: fileUri(uri), languageId };
}

export interface SettingsScope {
  readonly uri: Uri;
  readonly languageId: string;
}

/** The text of the cells above a cell, as it stands before the cell in the learned text of the notebook. '' for other documents. */
export function textAbove({ uri }: Pick<TextDocument, 'uri'>): string {
  const cell = cellOf(uri);
  if (!cell) return '';
  const above = cell.notebook.getCells().slice(0, cell.index);
  const text = joinCells(above.map(({ document }) => document.getText().replaceAll('\r\n', '\n')));
  return text === '' ? '' : text + cellSeparator;
}

/** Undefined: the document is no cell. */
export function cellOf(uri: Uri): NotebookCell | undefined {
  if (uri.scheme !== cellScheme) return undefined;
  const wanted = uri.toString();
  for (const notebook of workspace.notebookDocuments) {
    const found = notebook.getCells().find(({ document }) => document.uri.toString() === wanted);
    if (found) return found;
  }
  return undefined;
}
