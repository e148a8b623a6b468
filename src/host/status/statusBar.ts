// The status bar item: shows the stage of the workspace; a click opens the menu. It is about the workspace, so it is on the left.
import { Disposable, l10n, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { WorkspaceStage } from '../learning/workspaceStage.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { TrainingSession } from '../training/session.ts';
import { statusText } from './statusText.ts';
import type { SuggestionControl } from '../suggestions/suggestionControl.ts';

export interface StatusBarParts {
  readonly session: TrainingSession;
  readonly predictor: PredictorClient;
  readonly stage: WorkspaceStage;
  readonly control: SuggestionControl;
}

export function statusBar({ session, predictor, stage, control }: StatusBarParts, menuCommand: string): Disposable {
  const item = window.createStatusBarItem('hiddenState.status', StatusBarAlignment.Left, 0);
  item.name = l10n.t('Hidden State');
  item.command = menuCommand;
  const draw = (): void => {
    const document = window.activeTextEditor?.document;
    const silence = document && { reason: control.reason(document), language: document.languageId };
    const status = { state: session.state, stage: stage.current, predictor };
    const { bar, sentence, silenceLine, alarming } = statusText(status, silence);
    const lines = [sentence, ...(silenceLine === undefined ? [] : [silenceLine])];
    item.text = bar;
    item.tooltip = lines.join('\n');
    item.accessibilityInformation = { label: lines.join(' '), role: 'button' };
    item.backgroundColor = alarming ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  };
  draw();
  item.show();
  return Disposable.from(
    item,
    session.onStatus(draw),
    stage.onChange(draw),
    control.onChange(draw),
    window.onDidChangeActiveTextEditor(draw),
    workspace.onDidOpenTextDocument(draw),
  );
}
