// One setting in the editor: its value now, validated against its row of the settings table. An invalid value is replaced
// by the nearest valid one, and the user is told once.
import { ConfigurationTarget, l10n, window, workspace, type ConfigurationScope, type Disposable } from 'vscode';
import type { SettingDefinition, ValueOf } from '../protocol/settings.ts';
import { nearestValid } from '../protocol/nearestValid.ts';
import { offer, openSettings } from './messages.ts';
import { plainText } from './plainText.ts';

export const section = 'hiddenState';

export interface Setting<T> {
  /** Without the prefix `hiddenState.`. */
  readonly key: string;
  value(scope?: ConfigurationScope): T;
  onChange(listener: () => void): Disposable;
}

export function createSetting<D extends SettingDefinition>(key: string, definition: D): Setting<ValueOf<D>> {
  return {
    key,
    value: (scope) => {
      const raw = workspace.getConfiguration(section, scope).get<unknown>(key, definition.default);
      const value = nearestValid(definition, raw);
      if (JSON.stringify(value) !== JSON.stringify(raw)) warnOnce(key, definition, raw, value);
      return value;
    },
    onChange: (listener) =>
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${section}.${key}`)) listener();
      }),
  };
}

/**
 * Writes the value where the current one is set: for the language, the folder, the workspace or the user. Elsewhere the change
 * would have no effect. Undefined removes it. `target`: where it is written if it is set nowhere.
 */
export function change<T>(
  { key }: Setting<T>,
  value: T | undefined,
  scope?: ConfigurationScope,
  target: ConfigurationTarget = ConfigurationTarget.Global,
): Thenable<void> {
  const configuration = workspace.getConfiguration(section, scope);
  const places = configuration.inspect(key);
  const { Global, Workspace, WorkspaceFolder } = ConfigurationTarget;
  // In the order of precedence.
  const ordered = [
    { value: places?.workspaceFolderLanguageValue, at: WorkspaceFolder, isLanguage: true },
    { value: places?.workspaceLanguageValue, at: Workspace, isLanguage: true },
    { value: places?.globalLanguageValue, at: Global, isLanguage: true },
    { value: places?.workspaceFolderValue, at: WorkspaceFolder, isLanguage: false },
    { value: places?.workspaceValue, at: Workspace, isLanguage: false },
    { value: places?.globalValue, at: Global, isLanguage: false },
  ];
  const { at, isLanguage } = ordered.find((place) => place.value !== undefined) ?? { at: target, isLanguage: false };
  return configuration.update(key, value, at, isLanguage);
}

/** Whether the user has set a value, for themselves or for the workspace. */
export function isChosen<T>({ key }: Setting<T>): boolean {
  const places = workspace.getConfiguration(section).inspect(key);
  return places?.globalValue !== undefined || places?.workspaceValue !== undefined;
}

/** The value that is set for the language of the scope alone, as in `"[markdown]": { … }`. */
export function languageValue<T>({ key }: Setting<T>, scope: ConfigurationScope): T | undefined {
  const places = workspace.getConfiguration(section, scope).inspect<T>(key);
  return places?.workspaceFolderLanguageValue ?? places?.workspaceLanguageValue ?? places?.globalLanguageValue;
}

const warned = new Set<string>();

function warnOnce(key: string, definition: SettingDefinition, raw: unknown, used: unknown): void {
  const found = JSON.stringify(raw);
  if (warned.has(`${key} ${found}`)) return;
  warned.add(`${key} ${found}`);
  const text = l10n.t(
    'Hidden State: the setting “{0}” is {1}, but has to be {2}. {3} is used until you change it.',
    `${section}.${key}`,
    plainText(shorten(found)),
    validValues(definition),
    plainText(shorten(JSON.stringify(used))),
  );
  void offer(window.showWarningMessage, text, openSettings(`${section}.${key}`));
}

function validValues(definition: SettingDefinition): string {
  switch (definition.type) {
    case 'boolean':
      return 'true / false';
    case 'integer':
      return l10n.t('a whole number from {0} to {1}', definition.minimum, definition.maximum);
    case 'number':
      return l10n.t('a number from {0} to {1}', definition.minimum, definition.maximum);
    case 'choice':
      return l10n.t('one of {0}', definition.choices.join(', '));
    case 'path':
      return l10n.t('the path of a folder');
    case 'globs':
      return l10n.t('a list of globs');
    case 'languages':
      return l10n.t('an object of language identifiers, each true or false');
  }
}

function shorten(json: string): string {
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
