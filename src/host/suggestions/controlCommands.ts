// The commands that control suggestions: suggest now, snooze, and turn suggestions on or off. Settings are written where their
// current value is set.
import { isDeepStrictEqual } from 'node:util';
import {
  commands,
  ConfigurationTarget,
  env,
  l10n,
  version as vscodeVersion,
  window,
  workspace,
  type TextDocument,
} from 'vscode';
import type { SilenceReason } from '../../completion/decide/silence.ts';
import { settingsTable } from '../../protocol/settings.ts';
import { isConfirmed, learnWorkspace, offer, openSettings, sayBriefly } from '../messages.ts';
import { change, languageValue, section } from '../setting.ts';
import { settings, settingValues } from '../settings.ts';
import type { TrainingSession } from '../training/session.ts';
import { fileUri, scopeOf } from '../workspace/notebookCells.ts';
import { literalGlob } from '../workspace/excludedFiles.ts';
import type { PredictorClient } from '../processes/predictorClient.ts';
import { outcomeReason } from './cursorReason.ts';
import { diagnosticsText } from './diagnostics.ts';
import type { InlineCompletions } from './inlineCompletions.ts';
import { plainText } from '../plainText.ts';
import type { NeverSuggested } from './neverSuggested.ts';
import { chooseOtherProviders } from './otherProviders.ts';
import { silenceText } from './silenceText.ts';
import type { Snooze } from './snooze.ts';
import type { StatisticsStore } from './statisticsStore.ts';
import { chooseSuggestWidget } from './suggestWidget.ts';
import type { UserEstimates } from './userEstimates.ts';
import { globPathOf, isFileExcluded, isLanguageEnabled, type SuggestionControl } from './suggestionControl.ts';

export interface ControlParts {
  readonly control: SuggestionControl;
  readonly snooze: Snooze;
  readonly statistics: StatisticsStore;
  readonly estimates: UserEstimates;
  readonly completions: InlineCompletions;
  readonly predictor: PredictorClient;
  readonly never: NeverSuggested;
  /** The version of the extension. */
  readonly version: string;
  readonly session: TrainingSession;
}

const snoozeMinutes = [5, 15, 60];

export const controlCommands = (parts: ControlParts): Record<string, (argument: unknown) => unknown> => ({
  suggestNow: () => suggestNow(parts),
  neverSuggest: (word) => (typeof word === 'string' ? neverSuggest(parts.never, word) : undefined),
  editNeverSuggested: () => parts.never.edit(),
  copyDiagnostics: () => copyDiagnostics(parts),
  snooze: (minutes) => snoozeFor(parts.snooze, minutes),
  endSnooze: () => endSnooze(parts.snooze),
  resetStatistics: (confirmed) => resetStatistics(parts, confirmed === true),
  chooseOtherProviders: () => chooseOtherProviders(),
  chooseSuggestWidget: () => chooseSuggestWidget(),
  toggleSuggestions: () => toggleSuggestions(window.activeTextEditor?.document),
  toggleLanguage: () => withDocument(toggleLanguage),
  toggleFile: () => withDocument(toggleFile),
  toggleTrigger: () => toggleTrigger(window.activeTextEditor?.document),
});

function neverSuggest(never: NeverSuggested, word: string): void {
  never.add(word);
  const edit = { title: l10n.t('Edit the list'), command: `${section}.editNeverSuggested` };
  const text = l10n.t('“{0}” is never suggested in this workspace from now on.', plainText(word));
  void offer(window.showInformationMessage, text, edit);
}

function withDocument<T>(run: (document: TextDocument) => T): T | undefined {
  const document = window.activeTextEditor?.document;
  return document && run(document);
}

/** Also where suggestions are off. Says why where there can be none. */
async function suggestNow({ control, completions }: ControlParts): Promise<SilenceReason | undefined> {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  control.request(document);
  const reason = control.silence(document, selection.active, true);
  if (reason) {
    const actions = reason.kind === 'nothing learned' ? [learnWorkspace()] : [];
    void offer(window.showInformationMessage, silenceText(reason, document.languageId), ...actions);
    return reason;
  }
  if (editor.selections.length > 1 || !selection.isEmpty) {
    void window.showInformationMessage(l10n.t('Suggestions appear at a single cursor, where nothing is selected.'));
    return undefined;
  }
  const trigger = (): Thenable<unknown> => commands.executeCommand('editor.action.inlineSuggest.trigger');
  const outcome = await completions.requests.outcomeOf(trigger);
  // Where the user types on meanwhile, there is nothing to say.
  const why = outcome && outcome.kind !== 'cancelled' ? outcomeReason(outcome, document, selection.active) : undefined;
  if (why !== undefined) void window.showInformationMessage(l10n.t('No suggestion at the cursor. {0}', plainText(why)));
  return undefined;
}

async function copyDiagnostics({
  version,
  session,
  predictor,
  completions,
  snooze,
  never,
}: ControlParts): Promise<string> {
  const text = diagnosticsText({
    versions: {
      extension: version,
      editor: vscodeVersion,
      node: process.version,
      system: `${process.platform} ${process.arch}`,
    },
    settings: settingValues(),
    states: {
      training: session.state.status,
      predictor: predictor.state,
      networkLayers: predictor.layers,
      learnedCharacters: predictor.learned.totalLength,
      bitsPerCharacter: predictor.bitsPerChar,
      snoozed: snooze.until !== undefined,
      neverSuggestedWords: never.words.length,
      lastRequest: completions.requests.lastAutomatic?.answer.kind,
    },
    refusal: predictor.lastReply?.refusal,
    milliseconds: { lastAnswer: predictor.lastReply?.elapsedMs },
  });
  await env.clipboard.writeText(text);
  sayBriefly(l10n.t('The diagnostics are copied. They contain no text of your files.'));
  return text;
}

/** `minutes`: a number, 'restart', or anything else to ask the user. */
async function snoozeFor(snooze: Snooze, minutes: unknown): Promise<void> {
  const chosen = typeof minutes === 'number' || minutes === 'restart' ? minutes : await askDuration();
  if (chosen === undefined) return;
  if (chosen === 'restart') snooze.set(chosen);
  else if (chosen > 0) snooze.setMinutes(chosen);
}

function endSnooze(snooze: Snooze): void {
  snooze.set(undefined);
  sayBriefly(l10n.t('The snooze has ended.'));
}

async function askDuration(): Promise<number | 'restart' | undefined> {
  const choices = [
    ...snoozeMinutes.map((minutes) => ({ label: l10n.t('{0} minutes', minutes), value: minutes })),
    { label: l10n.t('Until the editor restarts'), value: 'restart' as const },
  ];
  const choice = await window.showQuickPick(choices, { title: l10n.t('Snooze suggestions') });
  return choice?.value;
}

async function resetStatistics({ statistics, estimates }: ControlParts, confirmed: boolean): Promise<void> {
  const question = l10n.t('Delete the suggestion statistics of this workspace?');
  if (!confirmed && !(await isConfirmed(question, l10n.t('Reset statistics')))) return;
  estimates.reset();
  await statistics.reset();
}

/** Where the folder of the document has a value of its own, that one changes. */
function toggleSuggestions(document: TextDocument | undefined): Thenable<void> {
  const { enabled } = settings.suggestions;
  const folder = document && fileUri(document.uri);
  return change(enabled, !enabled.value(folder), folder);
}

async function toggleLanguage(document: TextDocument): Promise<void> {
  const { enabled, languages } = settings.suggestions;
  const scope = scopeOf(document);
  const byLanguageBlock = languageValue(enabled, scope);
  const byTable = isLanguageEnabled(document);
  const isOn = byLanguageBlock !== false && byTable;
  // A value of `enabled` for this language, as in `"[markdown]": { … }`, takes precedence.
  if (byLanguageBlock === isOn) await change(enabled, !isOn, scope);
  if (byLanguageBlock === undefined || !byTable) {
    await change(languages, withLanguage(languages.value(scope), document.languageId, !isOn), scope);
  }
}

/** Undefined: it is the default. One that has the value of all others needs none. */
function withLanguage(
  languages: Readonly<Record<string, boolean>>,
  language: string,
  isOn: boolean,
): Readonly<Record<string, boolean>> | undefined {
  const others = Object.fromEntries(Object.entries(languages).filter(([id]) => id !== language));
  const changed = (others['*'] ?? true) === isOn ? others : { ...others, [language]: isOn };
  return isDeepStrictEqual(changed, settingsTable.suggestions.languages.default) ? undefined : changed;
}

async function toggleFile(document: TextDocument): Promise<void> {
  const { exclude: excludedFiles } = settings.suggestions;
  const file = fileUri(document.uri);
  const globs = excludedFiles.value(file);
  const own = literalGlob(globPathOf(document.uri));
  if (!isFileExcluded(document)) {
    const isInFolder = workspace.getWorkspaceFolder(file) !== undefined;
    const target = isInFolder ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    return change(excludedFiles, [...globs, own], file, target);
  }
  if (globs.includes(own)) {
    const others = globs.filter((glob) => glob !== own);
    await change(excludedFiles, others.length > 0 ? others : undefined, file);
  }
  if (!isFileExcluded(document)) return;
  const text = l10n.t('A pattern in the settings turns suggestions off in this file and others.');
  void offer(window.showInformationMessage, text, openSettings(`${section}.${excludedFiles.key}`));
}

function toggleTrigger(document: TextDocument | undefined): Thenable<void> {
  const { trigger } = settings.suggestions;
  const scope = document && scopeOf(document);
  return change(trigger, trigger.value(scope) === 'manual' ? 'automatic' : 'manual', scope);
}
