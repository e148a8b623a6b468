// The status bar item: shows the state of the training; a click opens the menu.
import { Disposable, l10n, StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { TrainingSession } from '../training/session.ts';
import { statusText } from './statusText.ts';
import type { SuggestionControl } from '../suggestions/suggestionControl.ts';

export function statusBar(
  session: TrainingSession,
  predictor: PredictorClient,
  control: SuggestionControl,
  menuCommand: string,
): Disposable {
  const item = window.createStatusBarItem('hiddenState.status', StatusBarAlignment.Right, 90);
  item.name = l10n.t('Hidden State');
  item.command = menuCommand;
  const draw = (): void => {
    const document = window.activeTextEditor?.document;
    const silence = document && { reason: control.reason(document), language: document.languageId };
    const { bar, sentence, silenceLine, alarming } = statusText(session.state, predictor, silence);
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
    control.onChange(draw),
    window.onDidChangeActiveTextEditor(draw),
    workspace.onDidOpenTextDocument(draw),
  );
}
