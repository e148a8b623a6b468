// Generates the options of a training in the types of the library (src/library/api.ts) from the settings table and the English texts.
//   npm run generate
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTable, trainingSettingNames } from '../../src/protocol/settings.ts';
import { root } from './setup.mjs';

const path = join(root, 'src/library/api.ts');
const options = /(?<=export interface TrainingOptions \{\n)[^}]*(?=\})/;

/** The types as they are, and as the table and the texts say they have to be. */
export function libraryTypes() {
  const now = readFileSync(path, 'utf8');
  const texts = JSON.parse(readFileSync(join(root, 'package.nls.json'), 'utf8'));
  const ofTable = trainingSettingNames.flatMap((name) => [
    `  /** ${texts[`setting.training.${name}`]} */`,
    `  readonly ${name}?: ${typeOf(settingsTable.training[name])};`,
  ]);
  const steps = [
    '  /** Training steps instead of seconds: the same seed, texts and threads give the same model. */',
    '  readonly steps?: number;',
  ];
  return { path, now, generated: now.replace(options, `${[...ofTable, ...steps].join('\n')}\n`) };
}

function typeOf({ type, choices }) {
  return type === 'choice' ? choices.map((choice) => `'${choice}'`).join(' | ') : 'number';
}
