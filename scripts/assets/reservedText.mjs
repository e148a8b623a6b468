// Compares the training text of the pretrained network and the priming text with the texts that measure the product, and writes the
// shares to docs/results/reserved-text.json. A test fails if a share is too large or the file is older than the texts.
//   node scripts/run.mjs scripts/assets/reservedText.mjs [--folder out/pretrained-network]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliDecompressSync } from 'node:zlib';
import { trainingText } from './pretrainedNetwork/trainingText.mjs';
import { maxShare, reservedSequences, reservedTextDigests } from './reservedText/reservedText.mjs';
import { primingTextFile, reservedReportFile, sourcesFile } from './assetFiles.mjs';

const { values } = parseArgs({ options: { folder: { type: 'string', default: 'out/pretrained-network' } } });
mkdirSync(values.folder, { recursive: true });
const { reservedShares } = trainingText(values.folder, sourcesFile);
const table = reservedSequences(join(values.folder, 'packages'));
for (const text of JSON.parse(brotliDecompressSync(readFileSync(primingTextFile))))
  table.mark(table.lookUp(text).places);
const primingShares = table.shares();

const projects = Object.entries(reservedShares).map(([project, { sequences, share }]) => ({
  project,
  sequences,
  inTrainingText: rounded(share),
  inPrimingText: rounded(primingShares[project].share),
}));
const report = {
  about: 'Share of the sequences of 13 words of each project',
  digests: reservedTextDigests(),
  projects,
};
writeFileSync(reservedReportFile, `${JSON.stringify(report, undefined, 2)}\n`);
const tooMuch = projects.filter(
  ({ inTrainingText, inPrimingText }) => Math.max(inTrainingText, inPrimingText) > maxShare,
);
console.table(projects);
if (tooMuch.length > 0) console.log(`Above ${maxShare}: ${tooMuch.map(({ project }) => project).join(', ')}`);
process.exit(tooMuch.length > 0 ? 1 : 0);

function rounded(share) {
  return Math.ceil(share * 1e6) / 1e6;
}
