// What the file of an imported network states about its training, also as a part of a stored run.
import type { StatedTraining, TrainingValues } from '../model/network/modelCard.ts';
import { nearestValid } from './nearestValid.ts';
import type { RunSummary } from './runs.ts';
import { settingsTable, trainingSettingNames, type TrainingSettings } from './settings.ts';

export type TrainingInSummary = Pick<RunSummary, 'characters' | 'elapsedMs' | 'trainCharacters' | 'statedSettings'>;

/** Settings that this version knows, with valid values. */
export function validSettings(values: TrainingValues): Partial<TrainingSettings> {
  const isValid = (name: (typeof trainingSettingNames)[number]): boolean =>
    nearestValid(settingsTable.training[name], values[name]) === values[name];
  return Object.fromEntries(trainingSettingNames.filter(isValid).map((name) => [name, values[name]]));
}

/** Zero is not known. */
export function toSummary(stated: StatedTraining | undefined): TrainingInSummary {
  const { elapsedMs = 0, characters = 0, textCharacters = 0, settings = {} } = stated ?? {};
  const statedSettings = Object.keys(validSettings(settings));
  return {
    elapsedMs,
    characters,
    trainCharacters: textCharacters,
    ...(statedSettings.length > 0 && { statedSettings }),
  };
}

/** Of the run of a network from a file. Undefined: the file stated nothing. */
export function fromSummary({
  settings,
  statedSettings = [],
  elapsedMs,
  characters,
  trainCharacters: textCharacters,
}: TrainingInSummary & Pick<RunSummary, 'settings'>): StatedTraining | undefined {
  if (elapsedMs === 0 && characters === 0 && statedSettings.length === 0) return undefined;
  const values = Object.entries(settings).filter(([name]) => statedSettings.includes(name));
  return { elapsedMs, characters, textCharacters, settings: Object.fromEntries(values) };
}
