// The main actions that are possible now, for the menu of the status bar and for the view: learning, the training, and the dashboard.
// The next step comes first.
import { l10n, workspace } from 'vscode';
import type { LearningConsent } from '../learning/consent.ts';
import type { WorkspaceStage } from '../learning/workspaceStage.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { TrainingSession } from '../training/session.ts';

export interface MainAction {
  readonly icon: string;
  readonly label: string;
  readonly command: string;
}

export interface MainActionParts {
  readonly session: TrainingSession;
  readonly predictor: PredictorClient;
  readonly stage: WorkspaceStage;
  readonly consent: Pick<LearningConsent, 'isGiven'>;
}

/** What the actions depend on. */
interface MainActionState {
  readonly session: Pick<TrainingSession, 'state' | 'isRunning'>;
  readonly predictor: Pick<PredictorClient, 'state'>;
  readonly stage: Pick<WorkspaceStage, 'current'>;
  readonly consent: Pick<LearningConsent, 'isGiven'>;
}

export function mainActions({ session, predictor, stage, consent }: MainActionState): readonly MainAction[] {
  const { status, isStopping } = session.state;
  const { current } = stage;
  const isLearningPaused = current.kind === 'learning' && current.isPaused;
  const action = (icon: string, label: string, command: string, when = true): MainAction[] =>
    when ? [{ icon, label, command: `hiddenState.${command}` }] : [];
  const { isTrusted } = workspace;
  const manageTrust = {
    icon: 'workspace-untrusted',
    label: l10n.t('Manage workspace trust'),
    command: 'workbench.trust.manage',
  };
  // An imported network makes suggestions without it.
  const isNew = (current.kind === 'not learned' || !consent.isGiven) && !session.isRunning;
  const canLearn = isNew && isTrusted && (workspace.workspaceFolders?.length ?? 0) > 0;
  return [
    ...(isTrusted ? [] : [manageTrust]),
    ...action('book', l10n.t('Learn this workspace'), 'learn', canLearn),
    ...action('debug-continue', l10n.t('Go on learning'), 'toggleLearning', isLearningPaused),
    ...action(
      'debug-pause',
      l10n.t('Pause learning'),
      'toggleLearning',
      // During a training, “Pause” is about the training.
      current.kind === 'learning' && !isLearningPaused && status !== 'training',
    ),
    ...action('debug-pause', l10n.t('Pause training'), 'pause', status === 'training' && !isStopping),
    ...action('debug-continue', l10n.t('Resume training'), 'resume', status === 'paused' && !isStopping),
    ...action('debug-stop', l10n.t('Stop training and keep the model'), 'stop', session.isRunning),
    ...action('play', l10n.t('Train RNN on workspace'), 'train', isTrusted && !session.isRunning),
    ...action('graph-line', l10n.t('Show training dashboard'), 'showDashboard'),
    ...action('debug-restart', l10n.t('Restart suggestions'), 'restartSuggestions', predictor.state === 'stopped'),
  ];
}
