// Generates docs/settings.md, the list of all settings, from the settings table and the English texts.
//   npm run generate
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingKey, settingsTable } from '../../src/protocol/settings.ts';
import { root } from './setup.mjs';

const path = join(root, 'docs/settings.md');

/** The page as it is, and as the table and the texts say it has to be. */
export function settingsPage() {
  const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
  const sections = Object.entries(settingsTable).map(([section, settings]) => {
    const rows = Object.entries(settings).map(([name, row]) => rowOf(settingKey(section, name), row, texts));
    return [`## ${texts[`config.${section}`]}`, '', ...header, ...rows].join('\n');
  });
  const intro = 'All names start with `hiddenState.`. `npm run generate` writes this page.';
  const generated = `${['# Settings', intro, ...sections].join('\n\n')}\n`;
  return { path, now: readFileSync(path, 'utf8'), generated };
}

const header = ['| setting | default | values | meaning |', '| --- | --- | --- | --- |'];

function rowOf(key, row, texts) {
  const choices = (row.choices ?? []).map((choice) => `\`${choice}\`: ${texts[`setting.${key}.${choice}`]}`);
  const meaning = [texts[`setting.${key}`], ...choices]
    .join('<br>')
    .replaceAll('|', '\\|')
    .replace(/`#([\w.]+)#`/g, '`$1`');
  return `| \`${key}\` | \`${JSON.stringify(row.default)}\` | ${valuesOf(row)} | ${meaning} |`;
}

function valuesOf(row) {
  switch (row.type) {
    case 'boolean':
      return '`true`, `false`';
    case 'choice':
      return row.choices.map((choice) => `\`${choice}\``).join(', ');
    case 'path':
      return 'a path';
    case 'globs':
      return 'globs';
    case 'languages':
      return 'language identifier: on or off';
    default:
      return `${row.minimum} to ${row.maximum}`;
  }
}
