// Follows what the user types in one run at the caret of each document, and what they deleted before it. So a word that is typed right
// before another word is known to be a word of its own, and deleted text is not suggested again.
import { Disposable, Range, window, workspace, type TextDocument, type TextDocumentChangeEvent } from 'vscode';
import { nextRun, type TypedRun } from '../../completion/typedRun.ts';
import { isInLongLine } from './textAtCaret.ts';

export interface TypedRuns extends Disposable {
  /** The run that ends at the offset: length 0 and nothing replaced where no run does. */
  endingAt(document: TextDocument, offset: number): Omit<TypedRun, 'end'>;
}

export const noRun: Omit<TypedRun, 'end'> = { length: 0, replaced: '', pasted: '' };

/** UTF-16 units of deleted text: what its first word is. */
const longestReplaced = 200;

/** The text around a selection of the active editor: the change events tell only where text was deleted, not which. */
interface Surroundings {
  readonly document: TextDocument;
  readonly start: number;
  readonly text: string;
  readonly selectedLength: number;
}

export function createTypedRuns(): TypedRuns {
  const runs = new WeakMap<TextDocument, TypedRun>();
  /** Before the change that is observed next. */
  let surroundings: Surroundings | undefined;

  function observe({ document, contentChanges, reason }: TextDocumentChangeEvent): void {
    const [change] = contentChanges;
    // A file was saved, for example.
    if (!change) return;
    if (contentChanges.length > 1 || isInLongLine(document, change.range.start)) {
      surroundings = undefined;
      return void runs.delete(document);
    }
    const { rangeOffset: start, rangeLength: deletedLength, text: inserted } = change;
    const around = surroundings?.document === document ? surroundings : undefined;
    const replacesSelection = deletedLength > 0 && deletedLength === around?.selectedLength;
    const deleted = around ? deletedText(around, start, deletedLength) : '';
    const typed = { start, deletedLength, deleted, inserted, replacesSelection, isRestored: reason !== undefined };
    runs.set(document, nextRun(runs.get(document), typed));
    surroundings = around && surroundingsOf(document, start + inserted.length, start + inserted.length);
  }

  const subscriptions = Disposable.from(
    workspace.onDidChangeTextDocument(observe),
    window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections: [selection] }) => {
      surroundings =
        selection && !isInLongLine(document, selection.end)
          ? surroundingsOf(document, document.offsetAt(selection.start), document.offsetAt(selection.end))
          : undefined;
    }),
  );
  return {
    endingAt: (document, offset) => {
      const run = runs.get(document);
      return run?.end === offset ? run : noRun;
    },
    dispose: () => void subscriptions.dispose(),
  };
}

function surroundingsOf(document: TextDocument, start: number, end: number): Surroundings {
  const from = Math.max(0, start - longestReplaced);
  // Of a longer selection, no more is asked for.
  const to = Math.min(end, start + longestReplaced) + longestReplaced;
  const range = new Range(document.positionAt(from), document.positionAt(to));
  return { document, start: from, text: document.getText(range), selectedLength: end - start };
}

/** Its beginning; '' where it is not known. */
function deletedText({ start: from, text }: Surroundings, start: number, length: number): string {
  const known = Math.min(length, longestReplaced);
  if (start < from || start + known > from + text.length) return '';
  return text.slice(start - from, start - from + known);
}
