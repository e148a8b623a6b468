// The files that the scripts of this folder read and write.
import { fileURLToPath } from 'node:url';

const file = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const sourcesFile = file('scripts/assets/pretrainedNetwork/sources.tsv');
export const packagedSourcesFile = file('scripts/assets/pretrainedNetwork/packaged.tsv');
export const reservedFile = file('scripts/assets/reservedText/reserved.tsv');
export const reservedReportFile = file('docs/results/reserved-text.json');
export const primingTextFile = file('src/model/primingText.br');
export const networkFile = file('src/model/pretrainedNetwork.br');
