// The status bar item: shows the state of the training; a click opens the menu.
import { Disposable, l10n, StatusBarAlignment, ThemeColor, window } from 'vscode';
import type { PredictorClient } from './processes/predictorClient.ts';
import type { TrainingSession } from './training/session.ts';
import { statusText } from './statusText.ts';

export function statusBar(session: TrainingSession, predictor: PredictorClient, menuCommand: string): Disposable {
  const item = window.createStatusBarItem('hiddenState.status', StatusBarAlignment.Right, 90);
  item.name = l10n.t('Hidden State');
  item.command = menuCommand;
  const draw = (): void => {
    const { bar, sentence, alarming } = statusText(session.state, predictor);
    item.text = bar;
    item.tooltip = sentence;
    item.accessibilityInformation = { label: sentence, role: 'button' };
    item.backgroundColor = alarming ? new ThemeColor('statusBarItem.warningBackground') : undefined;
  };
  draw();
  item.show();
  return Disposable.from(item, session.onStatus(draw), predictor.onState(draw));
}
