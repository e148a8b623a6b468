// Asks the network for its prediction at the caret of the last used editor, while the dashboard shows it: a few times a second
// at most, and again when the weights have changed.
import { Disposable, Position, Range, window, workspace, type Event, type TextEditor } from 'vscode';
import type { EditorPrediction } from '../../protocol/dashboard.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { hasSecretName } from '../workspace/secretFiles.ts';
import { pathOf } from '../workspace/workspaceFiles.ts';

/** The least time between two requests. */
const intervalMs = 120;
/** A completion takes precedence over this request, which is then repeated at most so often. */
const maxTries = 10;
/** UTF-16 units before the caret that the network reads, and that the dashboard shows. */
const contextLength = 1000;
const shownLength = 60;
const predictionCount = 8;

/** `onNewWeights`: predictions may be different from now on. `show` receives undefined where there is no prediction. */
export function watchCaretPrediction(
  predictor: PredictorClient,
  onNewWeights: Event<unknown>,
  show: (caret: EditorPrediction | undefined) => void,
): Disposable {
  let editor: TextEditor | undefined = window.activeTextEditor ?? window.visibleTextEditors[0];
  let timer: NodeJS.Timeout | undefined;
  let isDisposed = false;
  let tries = 0;

  async function update(): Promise<void> {
    timer = undefined;
    const isReadable = workspace.isTrusted && editor !== undefined && !hasSecretName(editor.document.uri);
    const caret = isReadable ? await viewAt(editor!, predictor) : undefined;
    if (isDisposed) return;
    if (caret === 'busy') schedule();
    else show(caret);
  }

  function schedule(): void {
    if (tries-- > 0) timer ??= setTimeout(() => void update().catch(() => undefined), intervalMs);
  }

  function reset(): void {
    tries = maxTries;
    schedule();
  }

  reset();
  return Disposable.from(
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      editor = textEditor;
      reset();
    }),
    window.onDidChangeActiveTextEditor((active) => {
      // There is none while the dashboard has the focus; the last editor's prediction still holds.
      if (active) editor = active;
      else if (editor?.document.isClosed) editor = undefined;
      reset();
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document === editor?.document) reset();
    }),
    predictor.onState(reset),
    onNewWeights(reset),
    {
      dispose: () => {
        isDisposed = true;
        clearTimeout(timer);
      },
    },
  );
}

/** Undefined without a network. */
async function viewAt(
  { document, selection }: TextEditor,
  predictor: PredictorClient,
): Promise<EditorPrediction | 'busy' | undefined> {
  if (predictor.layers === undefined) return undefined;
  const { active } = selection;
  const start = document.positionAt(Math.max(0, document.offsetAt(active) - contextLength));
  const before = document.getText(new Range(start, active));
  const rest = document.getText(new Range(active, new Position(active.line + 1, 0)));
  const [after = ''] = rest.replaceAll('\r\n', '\n');
  const file = pathOf(document.uri);
  const predicted = await predictor.ask((remote) =>
    remote.predictAtCaret({ document: file, before, after, count: predictionCount }),
  );
  return predicted ? { file, before: before.slice(-shownLength), after, ...predicted } : 'busy';
}
