// The menu of the status bar item: the actions that are possible now.
import { commands, l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { mainActions } from './mainActions.ts';
import { languageName } from '../languageName.ts';
import { settings } from '../settings.ts';
import type { StatusBarParts } from './statusBar.ts';
import { statusText } from './statusText.ts';
import { scopeOf } from '../workspace/notebookCells.ts';
import { activeProvider } from '../suggestions/otherProviders.ts';
import { reasonAtCursor } from '../suggestions/cursorReason.ts';
import type { Snooze } from '../suggestions/snooze.ts';
import { isFileExcluded, isLanguageEnabled } from '../suggestions/suggestionControl.ts';

interface Choice extends QuickPickItem {
  readonly command?: string;
  readonly argument?: string;
}

export interface MenuParts extends StatusBarParts {
  readonly snooze: Snooze;
}

/** At the beginning of the text of the status bar. */
const icon = /^\$\([\w~-]+\) /u;

export async function showMenu(parts: MenuParts): Promise<void> {
  const editor = window.activeTextEditor;
  const { session, predictor, stage, earlierModel } = parts;
  const reason = parts.control.reason(editor?.document, editor?.selection.active);
  const { bar, sentence, lines } = statusText(
    { state: session.state, stage: stage.current, predictor, earlierModel },
    { reason, language: editor?.document.languageId ?? '' },
  );
  const silence = lines.find((line) => line !== sentence);
  // One line each, which the editor cuts: the tooltip has all sentences.
  const choice = await window.showQuickPick(choices(parts), {
    title: bar.replace(icon, ''),
    placeHolder: reasonAtCursor(parts, editor, 'short') ?? silence ?? sentence,
  });
  // After a click on the status bar, the next key would open the menu again.
  await commands.executeCommand('workbench.action.focusActiveEditorGroup');
  if (choice?.command) await commands.executeCommand(choice.command, choice.argument);
}

function choices({ session, predictor, stage, snooze, consent }: MenuParts): Choice[] {
  const document = window.activeTextEditor?.document;
  const language = document ? languageName(document.languageId) : '';
  /** `command`: without the prefix `hiddenState.`. */
  const entry = (icon: string, label: string, command: string, when = true): Choice[] =>
    when ? [{ label: `$(${icon}) ${label}`, command: `hiddenState.${command}` }] : [];
  const onIcon = (isOn: boolean): string => (isOn ? 'circle-slash' : 'check');
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
  const canSuggest = document !== undefined && predictor.state !== 'empty';
  const isOnHere = document !== undefined && isEnabled;
  const hasNetwork = predictor.layers !== undefined;
  return [
    ...mainActions({ session, predictor, stage, consent }).map(({ icon, label, command }) => ({
      label: `$(${icon}) ${label}`,
      command,
    })),
    separator,
    ...entry('sparkle', l10n.t('Suggest now'), 'suggestNow', canSuggest),
    ...entry('question', l10n.t('Explain suggestion'), 'explainSuggestion', canSuggest),
    ...entry('bell-slash', l10n.t('Snooze suggestions …'), 'snooze', !isSnoozed && isEnabled),
    ...entry('bell', l10n.t('End snooze'), 'endSnooze', isSnoozed),
    ...entry(
      isManual ? 'zap' : 'play-circle',
      isManual ? l10n.t('Suggest while typing') : l10n.t('Suggest only on demand'),
      'toggleTrigger',
      isEnabled,
    ),
    ...entry(
      onIcon(isEnabled),
      isEnabled ? l10n.t('Turn suggestions off') : l10n.t('Turn suggestions on'),
      'toggleSuggestions',
    ),
    ...entry(
      onIcon(isOnInLanguage),
      isOnInLanguage
        ? l10n.t('Turn suggestions off in “{0}” files', language)
        : l10n.t('Turn suggestions on in “{0}” files', language),
      'toggleLanguage',
      isOnHere,
    ),
    ...entry(
      onIcon(isOnInFile),
      isOnInFile ? l10n.t('Turn suggestions off in this file') : l10n.t('Turn suggestions on in this file'),
      'toggleFile',
      isOnHere && !document.isUntitled,
    ),
    separator,
    ...entry(
      'extensions',
      l10n.t('When {0} suggests, too …', other ?? ''),
      'chooseOtherProviders',
      other !== undefined,
    ),
    ...entry(
      'list-selection',
      l10n.t('Choose between suggestions and the editor’s list of completions …'),
      'chooseSuggestWidget',
      isOnHere,
    ),
    {
      label: `$(settings-gear) ${l10n.t('Settings')}`,
      command: 'workbench.action.openSettings',
      argument: 'hiddenState',
    },
    ...entry('cloud-download', l10n.t('Import model file …'), 'importCheckpoint', !session.isRunning),
    ...entry('export', l10n.t('Export model file …'), 'exportCheckpoint', hasNetwork),
    ...entry('trash', l10n.t('Forget what is learned'), 'forget', kind !== 'not learned' || session.isRunning),
  ];
}
