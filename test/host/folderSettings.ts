// The settings file of the folder, as its author may write it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { settings } from '../../src/host/settings.ts';
import { at, until } from './extensionHost.ts';

const file = at('.vscode/settings.json');
/** Shows that the editor has read the file. */
const seed = 77;

/** Keys without `hiddenState.`. */
export async function changeFolderSettings(values: Readonly<Record<string, unknown>>): Promise<void> {
  mkdirSync(at('.vscode'), { recursive: true });
  const entries = Object.entries({ ...values, 'suggestions.seed': seed });
  writeFileSync(file, JSON.stringify(Object.fromEntries(entries.map(([key, value]) => [`hiddenState.${key}`, value]))));
  await until(() => settings.suggestions.seed.value() === seed);
}

export async function removeFolderSettings(): Promise<void> {
  rmSync(file, { force: true });
  await until(() => settings.suggestions.seed.value() !== seed);
}
