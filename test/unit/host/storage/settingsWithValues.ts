// The settings of this version with values that a user may have written: all choices, both ends of a range.
import { settingKey, settingsTable, type SettingDefinition } from '../../../../src/protocol/settings.ts';

/** By the name without `hiddenState.`. */
export function settingDefinitions(): Readonly<Record<string, SettingDefinition>> {
  return Object.fromEntries(
    Object.entries<Readonly<Record<string, SettingDefinition>>>(settingsTable).flatMap(([section, rows]) =>
      Object.entries(rows).map(([name, definition]) => [settingKey(section, name), definition]),
    ),
  );
}

export function settingsWithValues(): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(Object.entries(settingDefinitions()).map(([key, row]) => [key, valuesOf(row)]));
}

function valuesOf(definition: SettingDefinition): readonly unknown[] {
  switch (definition.type) {
    case 'boolean':
      return [true, false];
    case 'number':
    case 'integer':
      return [definition.minimum, definition.maximum];
    case 'choice':
      return definition.choices;
    case 'path':
      return ['', '/logs'];
    case 'globs':
      return [[], ['**/*.md']];
    case 'languages':
      return [{ '*': false, markdown: true }];
  }
}
