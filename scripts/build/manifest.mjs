// Generates the settings in package.json from the settings table (src/protocol/settings.ts): the section
// `contributes.configuration`, and the list of settings that an untrusted workspace cannot set.
// The same command writes docs/settings.md (settingsPage.mjs) and the options of the library (libraryOptions.mjs).
//   npm run generate
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingKey, settingsTable } from '../../src/protocol/settings.ts';
import { libraryTypes } from './libraryOptions.mjs';
import { settingsPage } from './settingsPage.mjs';
import { root } from './setup.mjs';

const path = join(root, 'package.json');
const prefix = 'hiddenState';

const rows = Object.entries(settingsTable).flatMap(([section, settings]) =>
  Object.entries(settings).map(([name, row], order) => ({ section, name, key: settingKey(section, name), row, order })),
);

/** `manifest` with the settings of the table in place of its own. */
export function withSettings(manifest) {
  const restricted = rows.filter(({ row }) => row.restricted).map(({ key }) => `${prefix}.${key}`);
  const { capabilities, contributes } = manifest;
  const untrustedWorkspaces = { ...capabilities.untrustedWorkspaces, restrictedConfigurations: restricted };
  return {
    ...manifest,
    capabilities: { ...capabilities, untrustedWorkspaces },
    contributes: { ...contributes, configuration: Object.keys(settingsTable).map(sectionOf) },
  };
}

function sectionOf(section) {
  const own = rows.filter((row) => row.section === section);
  const properties = own.map(({ key, row, order }) => [`${prefix}.${key}`, propertyOf(key, row, order)]);
  return { title: `%config.${section}%`, properties: Object.fromEntries(properties) };
}

function propertyOf(key, row, order) {
  return {
    ...(row.scope && { scope: row.scope }),
    // Advanced settings come last.
    order: row.advanced ? order + 100 : order,
    ...(row.advanced && { tags: ['advanced'] }),
    markdownDescription: `%setting.${key}%`,
    ...schemaOf(key, row),
  };
}

/** The JSON schema of a row: the name of its type, the default, and what limits its values. */
function schemaOf(key, row) {
  switch (row.type) {
    case 'boolean':
      return { type: 'boolean', default: row.default };
    case 'number':
    case 'integer':
      return { type: row.type, default: row.default, minimum: row.minimum, maximum: row.maximum };
    case 'choice':
      return {
        type: 'string',
        enum: row.choices,
        enumDescriptions: row.choices.map((choice) => `%setting.${key}.${choice}%`),
        default: row.default,
      };
    case 'path':
      return { type: 'string', default: row.default };
    case 'globs':
      return { type: 'array', items: { type: 'string' }, default: row.default };
    case 'languages':
      return { type: 'object', default: row.default, additionalProperties: { type: 'boolean' } };
  }
}

/** package.json as it is, and as the table says it has to be. */
export function manifestTexts() {
  const now = readFileSync(path, 'utf8');
  return { path, now, generated: `${JSON.stringify(withSettings(JSON.parse(now)), null, 2)}\n` };
}

/** All files that are generated from the settings table. */
export const settingsFiles = () => [manifestTexts(), settingsPage(), libraryTypes()];

/** One sentence for each text that package.json refers to and a language lacks. */
export function missingTexts() {
  const keys = [...readFileSync(path, 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
  return ['package.nls.json', 'package.nls.de.json'].flatMap((file) => {
    const texts = JSON.parse(readFileSync(join(root, file), 'utf8'));
    return [...new Set(keys)].filter((key) => !texts[key]).map((key) => `Missing text in ${file}: ${key}`);
  });
}

if (import.meta.main) {
  for (const { path, generated } of settingsFiles()) writeFileSync(path, generated);
  for (const missing of missingTexts()) console.error(missing);
}
