// Follows what the user types in one run at the caret of each document, and which selected text the run replaced. So a word that is
// typed right before another word is known to be a word of its own, and replaced text is not suggested again.
import { Disposable, window, workspace, type TextDocument, type TextDocumentChangeEvent } from 'vscode';

interface Run {
  /** Offset of its end, UTF-16 units. */
  readonly end: number;
  readonly length: number;
  readonly replaced: string;
}

export interface TypedRuns extends Disposable {
  /** The run that ends at the offset: length 0 and nothing replaced where no run does. */
  endingAt(document: TextDocument, offset: number): Pick<Run, 'length' | 'replaced'>;
}

/** Longer selections are blocks that the user deletes, not words that they replace. */
const longestReplaced = 200;
const noRun = { length: 0, replaced: '' };

export function createTypedRuns(): TypedRuns {
  const runs = new WeakMap<TextDocument, Run>();
  /** The selected text of the active editor, before the change that replaces it. */
  let selected = '';

  function observe({ document, contentChanges }: TextDocumentChangeEvent): void {
    const [change] = contentChanges;
    if (!change || contentChanges.length > 1) return void runs.delete(document);
    const { rangeOffset: start, rangeLength, text } = change;
    const last = runs.get(document);
    const isContinued = rangeLength === 0 && last?.end === start;
    runs.set(document, {
      end: start + text.length,
      length: (isContinued ? last.length : 0) + text.length,
      replaced: isContinued ? last.replaced : rangeLength === selected.length ? selected : '',
    });
  }

  const subscriptions = Disposable.from(
    workspace.onDidChangeTextDocument(observe),
    window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
      const [selection] = selections;
      const isWord = selection && !selection.isEmpty && selection.isSingleLine && selections.length === 1;
      const text = isWord ? document.getText(selection) : '';
      selected = text.length <= longestReplaced ? text : '';
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
