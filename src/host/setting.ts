// One setting in the editor: its value now, validated against its row of the settings table. An invalid value is replaced
// by the nearest valid one, and the user is told once.
import {
  commands,
  ConfigurationTarget,
  l10n,
  window,
  workspace,
  type ConfigurationScope,
  type Disposable,
} from 'vscode';
import type { SettingDefinition, ValueOf } from '../protocol/settings.ts';
import { nearestValid } from '../protocol/nearestValid.ts';
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

/** Writes the value where the current one is set, workspace or user. Elsewhere the change would have no effect. */
export function change<T>({ key }: Setting<T>, value: T): Thenable<void> {
  const configuration = workspace.getConfiguration(section);
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  return configuration.update(key, value, inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
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
    shorten(JSON.stringify(used)),
  );
  const open = l10n.t('Open Settings');
  void window.showWarningMessage(text, open).then((answer) => {
    if (answer === open) void commands.executeCommand('workbench.action.openSettings', `${section}.${key}`);
  });
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
    case 'globs':
      return l10n.t('a list of globs');
    case 'languages':
      return l10n.t('an object of language identifiers, each true or false');
  }
}

function shorten(json: string): string {
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
