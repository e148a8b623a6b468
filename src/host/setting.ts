// One setting in the editor: its value now, validated against its row of the settings table. An invalid value is replaced
// by the nearest valid one, and the user is told once.
import { LRUCache } from 'lru-cache';
import { ConfigurationTarget, l10n, Uri, window, workspace, type ConfigurationScope, type Disposable } from 'vscode';
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

/**
 * What was read since the configuration changed last, by setting and scope. Settings are read many times for each key that the user types,
 * and a workspace may set values of any size, which the editor copies each time.
 */
const values = new LRUCache<string, { readonly value: unknown }>({ max: 1000 });
const forgetValues = (): void => values.clear();
// Before any other listener, which may read the new values.
workspace.onDidChangeConfiguration(forgetValues);
workspace.onDidChangeWorkspaceFolders(forgetValues);

function placeOf(scope: ConfigurationScope | undefined): string {
  if (scope === undefined || scope instanceof Uri) return String(scope);
  return `${String(scope.uri)} ${'languageId' in scope ? scope.languageId : ''}`;
}

export function createSetting<D extends SettingDefinition>(key: string, definition: D): Setting<ValueOf<D>> {
  return {
    key,
    value: (scope) => {
      const place = `${key}\n${placeOf(scope)}`;
      const known = values.get(place);
      if (known) return known.value as ValueOf<D>;
      const raw = workspace.getConfiguration(section, scope).get<unknown>(key, definition.default);
      const value = nearestValid(definition, raw);
      values.set(place, { value });
      if (value !== raw) warnOnce(key, definition, raw, value);
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
  const found = shorten(raw);
  if (warned.has(`${key} ${found}`)) return;
  warned.add(`${key} ${found}`);
  const text = l10n.t(
    'Hidden State: the setting “{0}” is {1}, but has to be {2}. {3} is used until you change it.',
    `${section}.${key}`,
    plainText(found),
    validValues(definition),
    plainText(shorten(used)),
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
      return l10n.t('a list of file patterns, as **/*.md');
    case 'languages':
      return l10n.t('languages, each true or false, as { "markdown": true }');
  }
}

/** Items of a list or an object that are shown, and how deep. */
const shown = { items: 10, depth: 3 };

/** The beginning of a value that may be of any size. */
function shorten(value: unknown): string {
  const json = JSON.stringify(beginningOf(value, shown.depth));
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

function beginningOf(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.slice(0, 100);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, shown.items).map((item) => beginningOf(item, depth - 1));
  const names = Object.keys(value).slice(0, shown.items);
  return Object.fromEntries(names.map((name) => [name, beginningOf(Reflect.get(value, name), depth - 1)]));
}
