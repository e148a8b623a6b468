// All settings as they are in the editor now, by section and name, and the plain values that are made of them.
import type { TextDocument } from 'vscode';
import {
  corpusLimitsOf,
  trainingSettingsOf,
  settingsTable,
  type SamplingSettings,
  type SettingDefinition,
  type SettingValues,
  type TrainingSettings,
} from '../protocol/settings.ts';
import type { PredictorOptions } from '../protocol/predictor.ts';
import { createSetting, type Setting } from './setting.ts';
import { scopeOf } from './workspace/notebookCells.ts';

type Section = keyof typeof settingsTable;
type SettingsOf<S extends Section> = { readonly [Name in keyof SettingValues<S>]: Setting<SettingValues<S>[Name]> };

export const settings = {
  suggestions: settingsOf('suggestions'),
  training: settingsOf('training'),
  files: settingsOf('files'),
};

function settingsOf<S extends Section>(section: S): SettingsOf<S> {
  const rows = Object.entries<SettingDefinition>(settingsTable[section]);
  return Object.fromEntries(
    rows.map(([name, definition]) => [name, createSetting(`${section}.${name}`, definition)]),
  ) as SettingsOf<S>;
}

/** All values of a section, as they are now. */
function valuesOf<S extends Section>(section: S): SettingValues<S> {
  const all = Object.entries<Setting<unknown>>(settings[section]);
  return Object.fromEntries(all.map(([name, setting]) => [name, setting.value()])) as SettingValues<S>;
}

export const trainingSettings = (): TrainingSettings => trainingSettingsOf(valuesOf('training'));

export function samplingSettings(): SamplingSettings {
  const { temperature, topP, seed } = settings.suggestions;
  return { temperature: temperature.value(), topP: topP.value(), seed: seed.value() };
}

export const corpusLimits = () => corpusLimitsOf(valuesOf('files'));

export const predictorOptions = (): PredictorOptions => ({ pretrained: settings.suggestions.pretrained.value() });

/** Whether suggestions are on in the document's language: by its own entry, or by the entry `*` for all other languages. */
export function isLanguageEnabled(document: TextDocument): boolean {
  const languages = settings.suggestions.languages.value(scopeOf(document));
  return languages[document.languageId] ?? languages['*'] ?? true;
}
