// Makes the pretrained network: collects published texts, trains, and writes the file that goes into the package.
//   node scripts/run.mjs scripts/assets/pretrainedNetwork.mjs [--folder out/pretrained-network]
// Takes one to two hours. Downloads and progress stay in the folder, so that an interrupted run continues from there.
import '../../src/cli/wideVectors.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { chooseEngine } from '../../src/cli/engine.ts';
import { encodeInt8Network } from '../../src/model/network/int8Network.ts';
import { buildVocabulary, unknownId } from '../../src/model/network/vocabulary.ts';
import { gather } from './pretrainedNetwork/gather.mjs';
import { readSources } from './pretrainedNetwork/sources.mjs';
import { recipe, train } from './pretrainedNetwork/train.mjs';

const { values } = parseArgs({ options: { folder: { type: 'string', default: 'out/pretrained-network' } } });
const { folder } = values;
/** One of so many texts is held out, to monitor the training. */
const heldOutEvery = 200;
/** There are few notes, but they matter: the training reads them twice. */
const readTwice = 'notes';

mkdirSync(join(folder, 'packages'), { recursive: true });
const texts = await gather(readSources(), join(folder, 'packages'));
const isHeldOut = (_, index) => index % heldOutEvery === heldOutEvery - 1;
const training = texts.filter((text, index) => !isHeldOut(text, index));
const vocabulary = buildVocabulary(
  training.map(({ text }) => text),
  { maxSize: recipe.vocabulary, rarest: Infinity },
);
console.log(summary(texts), `vocabulary ${vocabulary.size}`);
const heldOut = Object.groupBy(texts.filter(isHeldOut), ({ kind }) => kind);
const encode = ({ text }) => vocabulary.encode(text);
const parameters = train({
  engine: await chooseEngine(1),
  vocabulary,
  ids: concatenate([...training, ...training.filter(({ kind }) => kind === readTwice)].map(encode)),
  heldOut: Object.fromEntries(Object.entries(heldOut).map(([kind, of]) => [kind, of.map(encode)])),
  file: join(folder, 'checkpoint.safetensors'),
  log: console.log,
});

const shape = { cell: recipe.cell, hiddenSize: recipe.hiddenSize, vocabulary: vocabulary.size };
const packed = brotliCompressSync(encodeInt8Network({ shape, vocabulary, parameters }), {
  params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
});
const target = 'src/model/pretrainedNetwork.br';
writeFileSync(new URL(`../../${target}`, import.meta.url), packed);
console.log(`${target}: ${packed.length} bytes. node scripts/assets/primingText.mjs writes NOTICE.txt.`);

function summary(all) {
  const kinds = Object.entries(Object.groupBy(all, ({ kind }) => kind));
  const lengths = kinds.map(([kind, of]) => `${kind} ${of.reduce((sum, { text }) => sum + text.length, 0)}`);
  return `${all.length} texts, characters: ${lengths.join(', ')};`;
}

/** All texts in one array, each preceded by *outside*. The vocabulary is small enough for bytes. */
function concatenate(parts) {
  const ids = new Uint8Array(parts.reduce((sum, { length }) => sum + length + 1, 0));
  let at = 0;
  for (const part of parts) {
    ids[at] = unknownId;
    ids.set(part, at + 1);
    at += part.length + 1;
  }
  return ids;
}
