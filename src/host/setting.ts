// One setting = one object: its key, its default, its valid values, and what it is now. A value that is out of range is
// replaced by the nearest valid one, and the user is told once what to write instead.
import * as v from 'valibot';
import {
  commands,
  ConfigurationTarget,
  l10n,
  window,
  workspace,
  type ConfigurationScope,
  type Disposable,
} from 'vscode';

export const section = 'hiddenState';

export interface Setting<T> {
  /** Without the section. */
  readonly key: string;
  readonly default: T;
  value(scope?: ConfigurationScope): T;
  onChange(listener: () => void): Disposable;
}

/** What a value may be; `nearest` finds a valid one for whatever stands in the user's file. */
interface Range<T> {
  readonly schema: v.GenericSchema<unknown, T>;
  readonly nearest: (raw: unknown) => T;
  /** "a whole number from 1 to 64". */
  readonly words: () => string;
}

/** Sets it where the value that holds now was set: anywhere else a change would not be felt. */
export function change<T>({ key }: Setting<T>, value: T): Thenable<void> {
  const configuration = workspace.getConfiguration(section);
  const inWorkspace = configuration.inspect(key)?.workspaceValue !== undefined;
  return configuration.update(key, value, inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
}

function setting<T>(key: string, fallback: T, range: Range<T>): Setting<T> {
  return {
    key,
    default: fallback,
    value: (scope) => {
      const raw = workspace.getConfiguration(section, scope).get<unknown>(key, fallback);
      const parsed = v.safeParse(range.schema, raw);
      if (parsed.success) return parsed.output;
      const used = range.nearest(raw);
      adviseOnce(key, raw, used, range.words());
      return used;
    },
    onChange: (listener) =>
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(`${section}.${key}`)) listener();
      }),
  };
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

export function wholeNumber(key: string, fallback: number, { least, most }: Bounds): Setting<number> {
  return setting(key, fallback, {
    schema: v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most)),
    nearest: (raw) => Math.round(clamp(raw, fallback, least, most)),
    words: () => l10n.t('a whole number from {0} to {1}', least, most),
  });
}

export function number(key: string, fallback: number, { least, most }: Bounds): Setting<number> {
  return setting(key, fallback, {
    schema: v.pipe(v.number(), v.minValue(least), v.maxValue(most)),
    nearest: (raw) => clamp(raw, fallback, least, most),
    words: () => l10n.t('a number from {0} to {1}', least, most),
  });
}

export function choice<T extends string>(key: string, fallback: T, choices: readonly T[]): Setting<T> {
  return setting<T>(key, fallback, {
    schema: v.picklist(choices),
    nearest: () => fallback,
    words: () => l10n.t('one of {0}', choices.join(', ')),
  });
}

export function yesOrNo(key: string, fallback: boolean): Setting<boolean> {
  return setting(key, fallback, { schema: v.boolean(), nearest: () => fallback, words: () => 'true / false' });
}

export function globList(key: string, fallback: readonly string[]): Setting<readonly string[]> {
  return setting<readonly string[]>(key, fallback, {
    schema: v.array(v.string()),
    nearest: (raw) => (Array.isArray(raw) ? raw.filter((item) => typeof item === 'string') : fallback),
    words: () => l10n.t('a list of globs'),
  });
}

/** Name -> on or off. */
export function switches(key: string, fallback: Readonly<Record<string, boolean>>): Setting<typeof fallback> {
  return setting<Readonly<Record<string, boolean>>>(key, fallback, {
    schema: v.record(v.string(), v.boolean()),
    nearest: () => fallback,
    words: () => l10n.t('an object of language identifiers, each true or false'),
  });
}

function clamp(raw: unknown, fallback: number, least: number, most: number): number {
  return typeof raw === 'number' && !Number.isNaN(raw) ? Math.min(most, Math.max(least, raw)) : fallback;
}

const advised = new Set<string>();

function adviseOnce(key: string, raw: unknown, used: unknown, words: string): void {
  const found = JSON.stringify(raw);
  if (advised.has(`${key} ${found}`)) return;
  advised.add(`${key} ${found}`);
  const text = l10n.t(
    'Hidden State: the setting “{0}” is {1}, but has to be {2}. {3} is used until you change it.',
    `${section}.${key}`,
    shortly(found),
    words,
    shortly(JSON.stringify(used)),
  );
  const open = l10n.t('Open Settings');
  void window.showWarningMessage(text, open).then((answer) => {
    if (answer === open) void commands.executeCommand('workbench.action.openSettings', `${section}.${key}`);
  });
}

function shortly(json: string): string {
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
