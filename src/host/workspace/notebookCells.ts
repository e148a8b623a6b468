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

/**
 * The text of the cells above a cell, as it stands before the cell in the learned text of the notebook. '' for other documents.
 * `enough`: UTF-16 units. Cells above so much text are left out.
 */
export function textAbove({ uri }: Pick<TextDocument, 'uri'>, enough = Infinity): string {
  const cell = cellOf(uri);
  if (!cell) return '';
  const cells = cell.notebook.getCells();
  const sources: string[] = [];
  let length = 0;
  for (let at = cell.index - 1; at >= 0 && length < enough; at--) {
    const source = cells[at]!.document.getText().replaceAll('\r\n', '\n');
    sources.unshift(source);
    length += source.length;
  }
  const text = joinCells(sources);
  return text === '' ? '' : text + cellSeparator;
}

/** By the URI of their document, which is asked for many times with each key: a notebook may have thousands of cells. */
const knownCells = new WeakMap<Uri, NotebookCell>();

/** Undefined: the document is no cell. */
export function cellOf(uri: Uri): NotebookCell | undefined {
  if (uri.scheme !== cellScheme) return undefined;
  const known = knownCells.get(uri);
  if (known?.notebook.isClosed === false) return known;
  const wanted = uri.toString();
  const all = workspace.notebookDocuments.flatMap((notebook) => notebook.getCells());
  for (const cell of all) knownCells.set(cell.document.uri, cell);
  const found = knownCells.get(uri) ?? all.find(({ document }) => document.uri.toString() === wanted);
  return found?.notebook.isClosed === false ? found : undefined;
}
