// All settings as they are in the editor now, by section and name, and the plain values that are made of them.
import { availableParallelism } from 'node:os';
import {
  corpusLimitsOf,
  trainingSettingsOf,
  settingKey,
  settingsTable,
  type SamplingSettings,
  type SettingDefinition,
  type SettingValues,
  type TrainingSettings,
} from '../protocol/settings.ts';
import type { PredictorOptions } from '../protocol/predictor.ts';
import { createSetting, type Setting } from './setting.ts';

type Section = keyof typeof settingsTable;
type SettingsOf<S extends Section> = { readonly [Name in keyof SettingValues<S>]: Setting<SettingValues<S>[Name]> };

export const settings = {
  general: settingsOf('general'),
  suggestions: settingsOf('suggestions'),
  training: settingsOf('training'),
  files: settingsOf('files'),
};

function settingsOf<S extends Section>(section: S): SettingsOf<S> {
  const rows = Object.entries<SettingDefinition>(settingsTable[section]);
  return Object.fromEntries(
    rows.map(([name, definition]) => [name, createSetting(settingKey(section, name), definition)]),
  ) as SettingsOf<S>;
}

/** All values of a section, as they are now. */
function valuesOf<S extends Section>(section: S): SettingValues<S> {
  const all = Object.entries<Setting<unknown>>(settings[section]);
  return Object.fromEntries(all.map(([name, setting]) => [name, setting.value()])) as SettingValues<S>;
}

/** All values by key, as they are now. */
export function settingValues(): Readonly<Record<string, unknown>> {
  const all = Object.values(settings).flatMap((section) => Object.values<Setting<unknown>>(section));
  return Object.fromEntries(all.map((setting) => [setting.key, setting.value()]));
}

/** Without the pretrained data, a network starts from scratch. */
export function trainingSettings(): TrainingSettings {
  const values = trainingSettingsOf(valuesOf('training'));
  return settings.suggestions.pretrained.value() ? values : { ...values, start: 'scratch' };
}

/** Without a setting a training leaves one core for everything else. */
export const trainingThreads = (): number =>
  settings.training.threads.value() || Math.max(1, availableParallelism() - 1);

export function samplingSettings(): SamplingSettings {
  const { temperature, topP, seed } = settings.suggestions;
  return { temperature: temperature.value(), topP: topP.value(), seed: seed.value() };
}

export const corpusLimits = () => corpusLimitsOf(valuesOf('files'));

export const predictorOptions = (): PredictorOptions => ({
  pretrained: settings.suggestions.pretrained.value(),
  maxMemoryMb: settings.suggestions.maxMemoryMB.value(),
});
