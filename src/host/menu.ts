// The menu of the status bar item: the actions that are possible now.
import { commands, l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { PredictorClient } from './processes/predictorClient.ts';
import type { TrainingSession } from './training/session.ts';
import { settings, suggestsIn } from './settings.ts';
import { statusText } from './statusText.ts';

interface Choice extends QuickPickItem {
  readonly command?: string;
  readonly argument?: string;
}

export async function showMenu(session: TrainingSession, predictor: PredictorClient): Promise<void> {
  const title = statusText(session.state, predictor).sentence;
  const choice = await window.showQuickPick(choices(session, predictor), { title });
  if (choice?.command) await commands.executeCommand(choice.command, choice.argument);
}

function choices(session: TrainingSession, predictor: PredictorClient): Choice[] {
  const { status } = session.state;
  const document = window.activeTextEditor?.document;
  const language = document?.languageId ?? '';
  const entry = (icon: string, label: string, command: string, when = true, argument?: string): Choice[] =>
    when ? [{ label: `$(${icon}) ${label}`, command, ...(argument !== undefined && { argument }) }] : [];
  const separator: Choice = { label: '', kind: QuickPickItemKind.Separator };
  const hasModel = predictor.state !== 'empty';
  return [
    ...entry('debug-pause', l10n.t('Pause training'), 'hiddenState.pause', status === 'training'),
    ...entry('debug-continue', l10n.t('Resume training'), 'hiddenState.resume', status === 'paused'),
    ...entry('debug-stop', l10n.t('Stop training and keep the model'), 'hiddenState.stop', session.isRunning),
    ...entry('play', l10n.t('Train RNN on workspace'), 'hiddenState.train', !session.isRunning),
    ...entry('graph-line', l10n.t('Show training dashboard'), 'hiddenState.showDashboard'),
    ...entry(
      'debug-restart',
      l10n.t('Restart suggestions'),
      'hiddenState.restartSuggestions',
      predictor.state === 'stopped',
    ),
    separator,
    ...entry(
      settings.suggestions.enabled.value() ? 'circle-slash' : 'check',
      settings.suggestions.enabled.value() ? l10n.t('Turn suggestions off') : l10n.t('Turn suggestions on'),
      'hiddenState.toggleSuggestions',
    ),
    ...entry(
      document && suggestsIn(document) ? 'circle-slash' : 'check',
      document && suggestsIn(document)
        ? l10n.t('Turn suggestions off in “{0}” files', language)
        : l10n.t('Turn suggestions on in “{0}” files', language),
      'hiddenState.toggleLanguage',
      document !== undefined && settings.suggestions.enabled.value(),
    ),
    separator,
    ...entry('settings-gear', l10n.t('Settings'), 'workbench.action.openSettings', true, 'hiddenState'),
    ...entry('trash', l10n.t('Forget the trained model'), 'hiddenState.forget', hasModel || session.isRunning),
  ];
}
