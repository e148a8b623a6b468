// The status bar item: shows the stage of the workspace; a click opens the menu. It is about the workspace, so it is on the left.
import { Disposable, type Event, l10n, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { MainActionParts } from './mainActions.ts';
import { statusText, type ModelInUse } from './statusText.ts';
import { reasonAtCursor, seekingText, type OfferedEdit } from '../suggestions/cursorReason.ts';
import type { InlineCompletions } from '../suggestions/inlineCompletions.ts';
import type { SuggestionControl } from '../suggestions/suggestionControl.ts';

export interface StatusBarParts extends MainActionParts {
  readonly control: SuggestionControl;
  readonly completions: InlineCompletions;
  readonly earlierModel: ModelInUse;
  readonly nextEdits: OfferedEdit & { readonly onChange: Event<void> };
}

/**
 * Milliseconds after an answer at the cursor, or after the cursor has moved, until its reason is shown. Another one goes at once, and
 * where a suggestion appears, that is said at once.
 */
const answerDelayMs = 400;

export function statusBar(parts: StatusBarParts, menuCommand: string): Disposable {
  const { session, predictor, stage, control, completions, earlierModel } = parts;
  const item = window.createStatusBarItem('hiddenState.status', StatusBarAlignment.Left, 0);
  item.name = l10n.t('Hidden State');
  item.command = menuCommand;
  const reasonNow = (): string | undefined => reasonAtCursor(parts, window.activeTextEditor);
  const hasSuggestion = (): boolean => {
    const { activeTextEditor: editor } = window;
    return editor !== undefined && completions.requests.isShownAt(editor.document, editor.selection.active);
  };
  let shownReason: string | undefined;
  const draw = (reason: string | undefined): void => {
    // Where the dashboard has the focus, there is no active editor.
    const document = (window.activeTextEditor ?? window.visibleTextEditors[0])?.document;
    const silence = { reason: control.reason(document), language: document?.languageId ?? '' };
    const status = { state: session.state, stage: stage.current, predictor, earlierModel };
    const { bar, lines: said, alarming } = statusText(status, silence);
    shownReason = reason;
    // A document that is not learned has suggestions, or a reason at the cursor why there is none.
    const all = [...said, reason];
    const lines = [...new Set(all)].filter((line) => line !== undefined);
    item.text = bar;
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: lines.join(' '), role: 'button' };
    item.backgroundColor = alarming ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  };
  let timer: NodeJS.Timeout | undefined;
  const drawNow = (): void => draw(reasonNow());
  const drawLater = (): void => {
    const reason = reasonNow();
    const isKnown = reason === undefined || reason === shownReason || hasSuggestion();
    const next = isKnown ? reason : seekingText();
    if (next !== shownReason) draw(next);
    clearTimeout(timer);
    timer = setTimeout(drawNow, answerDelayMs);
  };
  drawNow();
  item.show();
  return Disposable.from(
    item,
    session.onStatus(drawNow),
    stage.onChange(drawNow),
    control.onChange(drawNow),
    completions.requests.onAnswer(drawLater),
    parts.nextEdits.onChange(drawLater),
    window.onDidChangeTextEditorSelection(drawLater),
    { dispose: () => clearTimeout(timer) },
    window.onDidChangeActiveTextEditor(drawNow),
    // Also once for each cell of a notebook.
    workspace.onDidOpenTextDocument(drawLater),
  );
}
