// Follows what the user types in one run at the caret of each document, which selected text the run replaced, and what may be pasted. So
// a word that is typed right before another word is known to be a word of its own, and replaced text is not suggested again.
import { mayBePasted } from '../../completion/policy/insertion.ts';
import { Disposable, window, workspace, type TextDocument, type TextDocumentChangeEvent } from 'vscode';

interface Run {
  /** Offset of its end, UTF-16 units. */
  readonly end: number;
  readonly length: number;
  readonly replaced: string;
  /** The last part of the run, if it appeared at once: pasted, or accepted. Else ''. */
  readonly pasted: string;
}

export interface TypedRuns extends Disposable {
  /** The run that ends at the offset: length 0 and nothing replaced where no run does. */
  endingAt(document: TextDocument, offset: number): Omit<Run, 'end'>;
}

/** Longer selections are blocks that the user deletes, not words that they replace. */
const longestReplaced = 200;
export const noRun = { length: 0, replaced: '', pasted: '' };

export function createTypedRuns(): TypedRuns {
  const runs = new WeakMap<TextDocument, Run>();
  /** The selected word of the active editor, and the length of whatever is selected, before the change that replaces it. */
  let selected = '';
  let selectedLength = 0;

  function observe({ document, contentChanges }: TextDocumentChangeEvent): void {
    const [change] = contentChanges;
    // A file was saved, for example.
    if (!change) return;
    if (contentChanges.length > 1) return void runs.delete(document);
    const { rangeOffset: start, rangeLength, text } = change;
    const last = runs.get(document);
    const isContinued = rangeLength === 0 && last?.end === start;
    const replacesSelection = rangeLength > 0 && rangeLength === selectedLength;
    runs.set(document, {
      end: start + text.length,
      length: (isContinued ? last.length : 0) + text.length,
      replaced: isContinued ? last.replaced : replacesSelection ? selected : '',
      pasted: mayBePasted({ text, replacedLength: rangeLength, replacesSelection }) ? text : '',
    });
  }

  const subscriptions = Disposable.from(
    workspace.onDidChangeTextDocument(observe),
    window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
      const [selection] = selections;
      const isWord = selection && !selection.isEmpty && selection.isSingleLine && selections.length === 1;
      const text = isWord ? document.getText(selection) : '';
      selectedLength = selection ? document.offsetAt(selection.end) - document.offsetAt(selection.start) : 0;
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
