// What NOTICE.txt says of the generic network: whose text it was trained on.
import { readSources } from './sources.mjs';

export function networkNotice() {
  const sources = readSources();
  const packages = new Map(sources.map((one) => [`${one.from} ${one.name} ${one.version}`, one.licence]));
  return [
    'A small network that was trained beforehand speaks in suggestions too (dist/pretrainedNetwork.br). None of the text that it was',
    'trained on is inside, only weights. It was trained on files of these packages, of the npm registry or of Debian',
    '(scripts/assets/pretrainedNetwork/sources.tsv says which files):',
    '',
    ...Array.from(packages, ([name, licence]) => `- ${name}: ${licence}`),
  ];
}
