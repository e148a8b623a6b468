// Documents in which no next edits are found or learned: all of their text would be searched after each edit.
import { Position, type TextDocument } from 'vscode';

/** UTF-16 units. */
const longestText = 2_000_000;

/** Without reading the text. */
export function isLarge(document: TextDocument): boolean {
  return document.offsetAt(new Position(document.lineCount, 0)) > longestText;
}
