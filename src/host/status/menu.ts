// The menu of the status bar item: the actions that are possible now.
import { commands, l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { mainActions } from './mainActions.ts';
import type { LearningConsent } from '../learning/consent.ts';
import type { WorkspaceStage } from '../learning/workspaceStage.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import type { TrainingSession } from '../training/session.ts';
import { settings } from '../settings.ts';
import { statusText } from './statusText.ts';
import { scopeOf } from '../workspace/notebookCells.ts';
import { activeProvider } from '../suggestions/otherProviders.ts';
import { reasonAtCursor } from '../suggestions/cursorReason.ts';
import type { InlineCompletions } from '../suggestions/inlineCompletions.ts';
import { silenceText } from '../suggestions/silenceText.ts';
import type { Snooze } from '../suggestions/snooze.ts';
import { isFileExcluded, isLanguageEnabled, type SuggestionControl } from '../suggestions/suggestionControl.ts';

interface Choice extends QuickPickItem {
  readonly command?: string;
  readonly argument?: string;
}

export interface MenuParts {
  readonly session: TrainingSession;
  readonly predictor: PredictorClient;
  readonly stage: WorkspaceStage;
  readonly consent: Pick<LearningConsent, 'isGiven'>;
  readonly control: SuggestionControl;
  readonly snooze: Snooze;
  readonly completions: InlineCompletions;
}

export async function showMenu(parts: MenuParts): Promise<void> {
  const editor = window.activeTextEditor;
  const { session, predictor, stage } = parts;
  const reason = editor && parts.control.reason(editor.document, editor.selection.active);
  const here = reason ? silenceText(reason, editor.document.languageId) : reasonAtCursor(parts, editor);
  const choice = await window.showQuickPick(choices(parts), {
    title: statusText(
      { state: session.state, stage: stage.current, predictor },
      { reason, language: editor?.document.languageId ?? '' },
    ).sentence,
    ...(here !== undefined && { placeHolder: here }),
  });
  if (choice?.command) await commands.executeCommand(choice.command, choice.argument);
}

function choices({ session, predictor, stage, snooze, consent }: MenuParts): Choice[] {
  const document = window.activeTextEditor?.document;
  const language = document?.languageId ?? '';
  const entry = (icon: string, label: string, command: string, when = true): Choice[] =>
    when ? [{ label: `$(${icon}) ${label}`, command }] : [];
  const separator: Choice = { label: '', kind: QuickPickItemKind.Separator };
  const { enabled, trigger } = settings.suggestions;
  const scope = document && scopeOf(document);
  const isEnabled = enabled.value(scope?.uri);
  const isSnoozed = snooze.until !== undefined;
  const isManual = trigger.value(scope) === 'manual';
  const isOnInLanguage = document !== undefined && enabled.value(scope) && isLanguageEnabled(document);
  const isOnInFile = document !== undefined && !isFileExcluded(document);
  const { kind } = stage.current;
  const other = activeProvider();
  const canSuggest = predictor.state !== 'empty';
  const hasNetwork = predictor.layers !== undefined;
  return [
    ...mainActions({ session, predictor, stage, consent }).flatMap(({ icon, label, command }) =>
      entry(icon, label, command),
    ),
    separator,
    ...entry('sparkle', l10n.t('Suggest now'), 'hiddenState.suggestNow', document !== undefined && canSuggest),
    ...entry(
      'question',
      l10n.t('Explain suggestion'),
      'hiddenState.explainSuggestion',
      document !== undefined && canSuggest,
    ),
    ...entry('bell-slash', l10n.t('Snooze suggestions …'), 'hiddenState.snooze', !isSnoozed && isEnabled),
    ...entry('bell', l10n.t('End snooze'), 'hiddenState.endSnooze', isSnoozed),
    ...entry(
      isManual ? 'zap' : 'play-circle',
      isManual ? l10n.t('Suggest while typing') : l10n.t('Suggest only on demand'),
      'hiddenState.toggleTrigger',
      isEnabled,
    ),
    ...entry(
      isEnabled ? 'circle-slash' : 'check',
      isEnabled ? l10n.t('Turn suggestions off') : l10n.t('Turn suggestions on'),
      'hiddenState.toggleSuggestions',
    ),
    ...entry(
      isOnInLanguage ? 'circle-slash' : 'check',
      isOnInLanguage
        ? l10n.t('Turn suggestions off in “{0}” files', language)
        : l10n.t('Turn suggestions on in “{0}” files', language),
      'hiddenState.toggleLanguage',
      document !== undefined && isEnabled,
    ),
    ...entry(
      isOnInFile ? 'circle-slash' : 'check',
      isOnInFile ? l10n.t('Turn suggestions off in this file') : l10n.t('Turn suggestions on in this file'),
      'hiddenState.toggleFile',
      document !== undefined && isEnabled,
    ),
    separator,
    ...entry(
      'extensions',
      l10n.t('Beside {0} …', other ?? ''),
      'hiddenState.chooseOtherProviders',
      other !== undefined,
    ),
    ...entry(
      'list-selection',
      l10n.t('Suggestions and the list of completions …'),
      'hiddenState.chooseSuggestWidget',
      document !== undefined && isEnabled,
    ),
    ...entry('settings-gear', l10n.t('Settings'), 'workbench.action.openSettings').map((settingsEntry) => ({
      ...settingsEntry,
      argument: 'hiddenState',
    })),
    ...entry('cloud-download', l10n.t('Import checkpoint …'), 'hiddenState.importCheckpoint', !session.isRunning),
    ...entry('export', l10n.t('Export checkpoint …'), 'hiddenState.exportCheckpoint', hasNetwork),
    ...entry(
      'trash',
      hasNetwork ? l10n.t('Forget the trained model') : l10n.t('Forget what is learned'),
      'hiddenState.forget',
      kind !== 'not learned' || session.isRunning,
    ),
  ];
}
