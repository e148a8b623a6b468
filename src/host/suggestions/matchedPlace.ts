// The place in the workspace that a suggestion most likely comes from, and how to open it. The texts are those that context mixing has
// learned, and the active document as it is now.
import { NotebookRange, Range, Selection, window, workspace, type Position, type TextDocument, type Uri } from 'vscode';
import { longestMatch } from '../../completion/longestMatch.ts';
import { wordEnd } from '../../completion/fit/words.ts';
import type { SourceText } from '../../corpus/sourceText.ts';
import { isNotebookPath } from '../../corpus/notebook.ts';
import { textAbove } from '../workspace/notebookCells.ts';
import { fileOf, pathOf } from '../workspace/workspaceFiles.ts';

export interface MatchedPlace {
  /** In the corpus. */
  readonly path: string;
  /** From 0, in the learned text. */
  readonly line: number;
  readonly lineText: string;
  /** UTF-16 units in the line, where the suggested word starts. */
  readonly character: number;
  /** UTF-16 units before the word that are the same as before the caret. */
  readonly matched: number;
}

const hasLetter = /[\p{L}\p{N}]/u;

export function matchedPlace(
  learned: readonly SourceText[],
  document: TextDocument,
  caret: Position,
  suggestion: string,
): MatchedPlace | undefined {
  const own = pathOf(document.uri);
  const text = (range: Range): string => document.getText(range).replaceAll('\r\n', '\n');
  const before = textAbove(document) + text(new Range(0, 0, caret.line, caret.character));
  const after = text(new Range(caret.line, caret.character, document.lineCount, 0));
  const others = learned.filter(({ path }) => path !== own);
  // The own text is in two parts, so that the caret itself is no match.
  const texts = [{ path: own, text: before }, { path: '', text: after }, ...others];
  const word = suggestion.slice(0, wordEnd(suggestion));
  // A sign alone stands in many places.
  const longer = hasLetter.test(word) ? word : suggestion.slice(0, wordEnd(suggestion, word.length));
  const match = longestMatch(texts, before, longer, suggestion) ?? longestMatch(texts, before, word, suggestion);
  if (!match) return undefined;
  const isAfter = match.path === '';
  const path = isAfter ? own : match.path;
  const whole = isAfter ? before + after : texts.find((each) => each.path === match.path)!.text;
  // Without the white space before the word.
  const offset = match.offset + (isAfter ? before.length : 0) + word.length - word.trimStart().length;
  const start = whole.lastIndexOf('\n', offset - 1) + 1;
  const end = whole.indexOf('\n', offset);
  return {
    path,
    line: whole.slice(0, start).split('\n').length - 1,
    lineText: whole.slice(start, end < 0 ? undefined : end),
    character: offset - start,
    matched: match.before,
  };
}

/** Shows the line with the matched word selected. The file may have changed since it was learned. */
export async function openPlace({ path, line, lineText, character }: MatchedPlace): Promise<void> {
  const uri = uriOf(path);
  if (!uri) return;
  if (isNotebookPath(path)) return openCell(uri, lineText);
  const document = await workspace.openTextDocument(uri);
  const found = lineWith(document, lineText, line);
  const editor = await window.showTextDocument(document);
  const text = document.lineAt(found).text;
  const at = text.startsWith(lineText.slice(0, character)) ? character : 0;
  const range = new Range(found, at, found, Math.max(at, wordEnd(text, at)));
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range);
}

/** The first cell that has the line. */
async function openCell(uri: Uri, lineText: string): Promise<void> {
  const notebook = await workspace.openNotebookDocument(uri);
  const cells = notebook.getCells();
  const cell = cells.find(({ document }) => document.getText().split(/\r?\n/u).includes(lineText)) ?? cells[0];
  const selections = cell && [new NotebookRange(cell.index, cell.index + 1)];
  await window.showNotebookDocument(notebook, selections && { selections });
}

function uriOf(path: string): Uri | undefined {
  return fileOf(path)?.uri ?? workspace.textDocuments.find(({ uri }) => pathOf(uri) === path)?.uri;
}

/** The line with this text that is nearest to `line`; else `line`, as far as the document has it. */
function lineWith(document: TextDocument, text: string, line: number): number {
  const lines = Array.from({ length: document.lineCount }, (_, index) => index);
  const equal = lines.filter((index) => document.lineAt(index).text === text);
  equal.sort((one, other) => Math.abs(one - line) - Math.abs(other - line));
  return equal[0] ?? Math.min(line, document.lineCount - 1);
}
