// Validates the value of a setting against its row of the settings table.
import {
  trainingSettingNames,
  settingsTable,
  type SettingDefinition,
  type TrainingSettings,
  type ValueOf,
} from './settings.ts';

/** `raw` itself where it is valid; else the nearest valid value, or the default where there is none. */
export function nearestValid<D extends SettingDefinition>(definition: D, raw: unknown): ValueOf<D>;
export function nearestValid(definition: SettingDefinition, raw: unknown): unknown {
  switch (definition.type) {
    case 'boolean':
      return typeof raw === 'boolean' ? raw : definition.default;
    case 'number':
    case 'integer': {
      if (typeof raw !== 'number' || Number.isNaN(raw)) return definition.default;
      const inRange = Math.min(definition.maximum, Math.max(definition.minimum, raw));
      return definition.type === 'integer' ? Math.round(inRange) : inRange;
    }
    case 'choice':
      return definition.choices.find((choice) => choice === raw) ?? definition.default;
    case 'path':
      return typeof raw === 'string' ? raw : definition.default;
    case 'globs':
      return isGlobs(raw)
        ? raw
        : Array.isArray(raw)
          ? raw.filter((item) => typeof item === 'string')
          : definition.default;
    case 'languages':
      return isLanguages(raw) ? raw : definition.default;
  }
}

/** Before there was a choice, a network started from scratch. */
const beforeItWasASetting: Readonly<Record<string, unknown>> = { start: 'scratch' };

/** Settings from another version of the table: values that it lacks or that are no longer valid are replaced. */
export function nearestRecipe(stored: Readonly<Record<string, unknown>>): TrainingSettings {
  const raw = { ...beforeItWasASetting, ...stored };
  const values = trainingSettingNames.map((name) => [name, nearestValid(settingsTable.training[name], raw[name])]);
  return Object.fromEntries(values) as unknown as TrainingSettings;
}

function isGlobs(raw: unknown): raw is readonly string[] {
  return Array.isArray(raw) && raw.every((item) => typeof item === 'string');
}

/** There are some hundred languages. */
const mostLanguages = 10_000;

function isLanguages(raw: unknown): raw is Readonly<Record<string, boolean>> {
  const isObject = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
  if (!isObject || Object.keys(raw).length > mostLanguages) return false;
  return Object.values(raw).every((value) => typeof value === 'boolean');
}
