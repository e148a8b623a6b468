// Documents and editors that tests open.
import { writeFileSync } from 'node:fs';
import { commands, Selection, window, workspace, type Position, type TextDocument, type TextEditor } from 'vscode';
import { at } from './extensionHost.ts';

export const newDocument = (content: string, language = 'plaintext'): Thenable<TextDocument> =>
  workspace.openTextDocument({ content, language });

export const atEnd = (document: TextDocument): Position => document.positionAt(document.getText().length);

export function setCaret(editor: TextEditor, position: Position = atEnd(editor.document)): void {
  editor.selection = new Selection(position, position);
}

/** Shows a new document with the caret at `|`, or at its end. */
export async function openText(marked: string, language?: string): Promise<TextEditor> {
  const document = await newDocument(marked.replace('|', ''), language);
  const editor = await window.showTextDocument(document);
  setCaret(editor, marked.includes('|') ? document.positionAt(marked.indexOf('|')) : undefined);
  return editor;
}

/** At the cursor of the active editor, key by key. */
export async function typeKeys(text: string): Promise<void> {
  for (const character of text) await commands.executeCommand('type', { text: character });
}

/** Inserts at the caret, which is at the end of the document afterwards. */
export async function insert(editor: TextEditor, text: string): Promise<void> {
  await editor.edit((edit) => edit.insert(editor.selection.active, text));
  setCaret(editor);
}

/** A file with one cell of code. */
export function writeNotebook(name: string, source: readonly string[]): void {
  const cell = { cell_type: 'code', source, outputs: [], metadata: {}, execution_count: null };
  writeFileSync(at(name), JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }));
}
