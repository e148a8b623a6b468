// Words that this project used in a meaning of its own before, and the standard terms to use instead. `npm run check` finds
// them in code, comments, test titles and texts, as whole words in any case.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/setup.mjs';

/** Word (or pattern) -> what to write instead. */
const rejected = {
  'voices?': 'model, component',
  'contestants?': 'model',
  'speakers?|speaks?|spoke': 'model, predicts',
  'opinions?|sightings?': 'mixer inputs, context slots',
  'crew|laps?': 'thread pool, step timers',
  'steering|declined': 'threshold controller, rejected',
  'generic (?:network|start)|generic(?:Network|Start)': 'pretrained network, priming text',
  'living networks?': 'dynamic evaluation',
  'learnt by heart': 'overfitted, memorized',
  'transplant(?:s|ed|ing)?': 'vocabulary migration',
  eagerness: 'confidence level',
  'typists?': 'simulated user',
  'examin(?:er|ers|ation|ations)': 'analyzer, analysis',
  'mourn(?:s|ed|ing)?': 'on exit',
  'heed(?:s|ed|ing)?': 'weight',
  'bef(?:all|alls|ell)': 'event',
  anew: 'again, from scratch',
  'breath(?:e|es|ed|ing|s)?': 'yield (in slices)',
  outlook: 'prediction',
  stretches: 'spans',
  'goes down': 'falls',
  'typed through': 'typed as suggested',
  'clip(?:Norm|-norm)|clip_norm|ownProcess': 'maxGradientNorm, separateProcess',
  'somebody|whoever|nobody|everybody': 'the user, the caller',
  learnt: 'learned',
  'colour(?:s|ed|ing|ful|less)?': 'color',
  'behaviours?': 'behavior',
  'favourites?': 'favorite',
  'neighbour(?:s|ed|ing|hood)?': 'neighbor',
  'grey(?:s|ed)?': 'gray',
  'licences?': 'license',
  '(?:normal|initial|recogn|capital|quant|optim)is(?:e|es|ed|ing|ation)': '-ize, -ization',
};

const places = [
  ...['src', 'media', 'test', 'scripts', 'l10n', 'package.nls*.json', 'esbuild.mjs', 'eslint.config.mjs'],
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs', 'bench/**/*.md'],
];
/** This list itself, and data. */
const excluded = [
  'scripts/test/rejectedTerms.mjs',
  '*package-lock.json',
  '*.tsv',
  '*.png',
  '*.gif',
  '*.br',
  '*.bin',
  'test/fixtures',
];
/** Names of other projects: file names of licenses, a package. */
const allowed = /LICENCE|licence-/g;

const words = new RegExp(`\\b(?:${Object.keys(rejected).join('|')})\\b`, 'gi');
const wordsInOrder = Object.entries(rejected).map(([word, instead]) => [new RegExp(`^(?:${word})$`, 'i'), instead]);

/** "FILE:LINE: word (write instead)" for each rejected word. */
export function findRejectedTerms() {
  const pathspecs = [...places, ...excluded.map((path) => `:(exclude)${path}`)];
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', ...pathspecs];
  const paths = new Set(execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n'));
  return [...paths].filter((path) => path !== '' && existsSync(join(root, path))).flatMap(findIn);
}

function findIn(path) {
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    [...line.replace(allowed, '').matchAll(words)].map(([word]) => {
      const [, instead] = wordsInOrder.find(([pattern]) => pattern.test(word));
      return `${path}:${index + 1}: “${word}” (write: ${instead})`;
    }),
  );
}

if (import.meta.main) for (const finding of findRejectedTerms()) console.log(finding);
