// The version of a kept state: it changes with every build of the programs that decide what is learned and how. The predictor has the
// kernel, the masker the rules for secrets and excluded text.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { learningAssets } from '../model/packagedModels.ts';

/** Their other modules have names that change with their content. */
const programs = ['predictor.mjs', 'masker.mjs'];

/** `program`: URL of a program in the folder of the package. `pretrained`: whether the pretrained data is used. */
export function learnedVersion(program: string, pretrained: boolean): string {
  const hash = createHash('sha256');
  for (const name of programs) hash.update(readFileSync(new URL(name, program)));
  for (const bytes of learningAssets) hash.update(bytes);
  return `${hash.digest('hex')}${pretrained ? '' : ' without pretrained data'}`;
}
