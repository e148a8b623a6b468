// The main actions that are possible now, for the menu of the status bar and for the view: of the training, and the dashboard.
import { l10n } from 'vscode';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { TrainingSession } from '../training/session.ts';

export interface MainAction {
  readonly icon: string;
  readonly label: string;
  readonly command: string;
}

export function mainActions(session: TrainingSession, predictor: PredictorClient): readonly MainAction[] {
  const { status } = session.state;
  const action = (icon: string, label: string, command: string, when = true): MainAction[] =>
    when ? [{ icon, label, command: `hiddenState.${command}` }] : [];
  return [
    ...action('debug-pause', l10n.t('Pause training'), 'pause', status === 'training'),
    ...action('debug-continue', l10n.t('Resume training'), 'resume', status === 'paused'),
    ...action('debug-stop', l10n.t('Stop training and keep the model'), 'stop', session.isRunning),
    ...action('play', l10n.t('Train RNN on workspace'), 'train', !session.isRunning),
    ...action('graph-line', l10n.t('Show training dashboard'), 'showDashboard'),
    ...action('debug-restart', l10n.t('Restart suggestions'), 'restartSuggestions', predictor.state === 'stopped'),
  ];
}
