// Tells what the network expects at the caret of the editor that was used last, while somebody looks: a few times a second at
// most, and again when the network has changed.
import { Disposable, Position, Range, window, workspace, type Event, type TextEditor } from 'vscode';
import type { CaretPrediction } from '../../protocol/dashboard.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';

/** Between two questions at least. */
const everyMs = 120;
/** A completion goes first; then it is asked again, so often at most. */
const mostTries = 10;
/** UTF-16 units before the caret that are handed over, and shown. */
const handedOver = 1000;
const shown = 60;
const expectedCount = 8;

/** `onNews`: the network may expect something else from now on. */
export function watchCaretPrediction(
  predictor: PredictorClient,
  onNews: Event<unknown>,
  tell: (caret: CaretPrediction | undefined) => void,
): Disposable {
  let editor: TextEditor | undefined = window.activeTextEditor ?? window.visibleTextEditors[0];
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  let tries = 0;

  async function look(): Promise<void> {
    timer = undefined;
    const caret = editor && (await viewAt(editor, predictor));
    if (over) return;
    if (caret === 'busy') wake();
    else tell(caret);
  }

  function wake(): void {
    if (tries-- > 0) timer ??= setTimeout(() => void look().catch(() => undefined), everyMs);
  }

  function moved(): void {
    tries = mostTries;
    wake();
  }

  moved();
  return Disposable.from(
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      editor = textEditor;
      moved();
    }),
    window.onDidChangeActiveTextEditor((active) => {
      // None when the dashboard itself has the focus: what the last one says still holds.
      if (active) editor = active;
      else if (editor?.document.isClosed) editor = undefined;
      moved();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === editor?.document) moved();
    }),
    predictor.onState(moved),
    onNews(moved),
    {
      dispose: () => {
        over = true;
        clearTimeout(timer);
      },
    },
  );
}

async function viewAt(
  { document, selection }: TextEditor,
  predictor: PredictorClient,
): Promise<CaretPrediction | 'busy'> {
  const { active } = selection;
  const start = document.positionAt(Math.max(0, document.offsetAt(active) - handedOver));
  const before = document.getText(new Range(start, active));
  const rest = document.getText(new Range(active, new Position(active.line + 1, 0)));
  const [after = ''] = rest.replaceAll('\r\n', '\n');
  const file = pathOf(document.uri);
  const outlook = await predictor.predictAtCaret({ document: file, before, after, count: expectedCount });
  return outlook ? { file, before: before.slice(-shown), after, ...outlook } : 'busy';
}
