// Makes the pretrained network: collects published texts, trains, and writes the file that goes into the package.
//   node scripts/run.mjs scripts/assets/pretrainedNetwork.mjs [--folder out/pretrained-network] [--sources TABLE] [--target FILE] [--last]
// Takes hours. Downloads, the collected text and progress stay in the folder, so that an interrupted run continues from there. With
// `--last`, the network in the package stands for all cycles but the last.
import '../../src/cli/wideVectors.ts';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { chooseEngine } from '../../src/cli/engine.ts';
import { decodeInt8Network, encodeInt8Network } from '../../src/model/network/int8Network.ts';
import { runToEnd } from '../../src/model/work.ts';
import { trainingText } from './pretrainedNetwork/trainingText.mjs';
import { networkFile, packagedSourcesFile, sourcesFile } from './assetFiles.mjs';
import { recipe, shapeOf, train } from './pretrainedNetwork/train.mjs';

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: 'out/pretrained-network' },
    sources: { type: 'string', default: sourcesFile },
    target: { type: 'string', default: networkFile },
    last: { type: 'boolean', default: false },
  },
});
const { folder, sources, target, last } = values;

mkdirSync(folder, { recursive: true });
const { vocabulary, ids, heldOut, summary } = trainingText(folder, sources);
console.log(summary);
const parameters = train({
  engine: await chooseEngine(1),
  vocabulary,
  ids,
  heldOut,
  before: last ? networkBeforeLastCycle() : undefined,
  file: join(folder, 'checkpoint.safetensors'),
  log: console.log,
});

const shape = shapeOf(recipe, vocabulary);
const packed = brotliCompressSync(encodeInt8Network({ shape, vocabulary, parameters }), {
  params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
});
writeFileSync(target, packed);
if (target === networkFile) copyFileSync(sources, packagedSourcesFile);
console.log(`${target}: ${packed.length} bytes. node scripts/assets/primingText.mjs writes NOTICE.txt.`);
process.exit(0);

function networkBeforeLastCycle() {
  const steps = recipe.cycles.slice(0, -1).reduce((sum, cycle) => sum + cycle.steps, 0);
  return { ...runToEnd(decodeInt8Network(brotliDecompressSync(readFileSync(networkFile)))), progress: { steps } };
}
