// The text around the caret of a document, as it is sent to the predictor, and what an item of inline completions replaces.
import { Range, type Position, type SelectedCompletionInfo, type TextDocument } from 'vscode';
import { documentReach } from '../../corpus/secrets/safeBoundary.ts';
import { textAbove } from '../workspace/notebookCells.ts';

/** UTF-16 units of text around the caret that are sent. */
const minBefore = 4000;
const maxAfter = 1000;
/** The text before the caret begins at a multiple of this, so that its start is the same for most keystrokes. */
const windowStep = 2048;

/** UTF-16 units before the caret that are read: at most those of the window, and what is read to recognize secrets. */
const mostBefore = minBefore + windowStep + documentReach;

/** UTF-16 units. The editor draws no more of a line (`editor.stopRenderingLineAfter`). */
const longestLine = 10_000;

/** Whether to leave a line alone: to read any part of it costs time with every key, and the editor may not draw the place. Cheap. */
export function isInLongLine(document: TextDocument, { line }: Position): boolean {
  return line < document.lineCount && document.lineAt(line).text.length > longestLine;
}

export interface Insertion {
  /** The text that an item replaces. */
  readonly range: Range;
  /** The text of the range before the caret. Every item begins with it. */
  readonly existing: string;
  /** What the selected item of the suggest widget would add. The editor shows only ghost text that begins with it. */
  readonly pending: string;
  /** Whether the selected item begins with what is typed. The editor shows no ghost text of another item. */
  readonly isShown: boolean;
}

export function insertionOf(
  document: TextDocument,
  position: Position,
  selected: SelectedCompletionInfo | undefined,
): Insertion {
  if (!selected) return { range: new Range(position, position), existing: '', pending: '', isShown: true };
  const existing = document.getText(new Range(selected.range.start, position));
  const isExtended = selected.text.startsWith(existing);
  return {
    range: selected.range,
    existing: isExtended ? existing : '',
    pending: isExtended ? selected.text.slice(existing.length) : selected.text,
    isShown: selected.text.toLowerCase().startsWith(existing.toLowerCase()),
  };
}

export interface TextAtCaret {
  readonly before: string;
  readonly after: string;
  /** What is before `before`, to recognize secrets. */
  readonly context: string;
}

/** `existing`: the part of the range that counts as text before the caret. */
export function textAtCaret(document: TextDocument, { range: { start, end }, existing }: Insertion): TextAtCaret {
  const above = textAbove(document, mostBefore);
  const caret = above.length + document.offsetAt(start);
  const windowStart = Math.max(0, Math.floor((caret - minBefore) / windowStep) * windowStep);
  const text = (range: Range): string => document.getText(range).replaceAll('\r\n', '\n');
  const at = (offset: number): Position => document.positionAt(Math.max(0, offset - above.length));
  const between = (from: number, to: number): string =>
    above.slice(from, Math.min(to, above.length)) + text(new Range(at(from), at(to)));
  return {
    before: between(windowStart, caret) + existing,
    after: text(new Range(end, document.positionAt(document.offsetAt(end) + maxAfter))),
    context: between(Math.max(0, windowStart - documentReach), windowStart),
  };
}
