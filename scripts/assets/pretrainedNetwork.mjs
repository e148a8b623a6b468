// Makes the generic network from published text: gathers it, trains, and writes what goes into the package.
//   node scripts/run.mjs scripts/assets/pretrainedNetwork.mjs [--folder out/generic-network]
// Takes an hour or two; what is fetched and reached stays in the folder, so that it can be stopped and goes on from there.
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

const { values } = parseArgs({ options: { folder: { type: 'string', default: 'out/generic-network' } } });
const { folder } = values;
/** Of so many texts one is held out, to see how the training goes. */
const heldOutEvery = 200;
/** Notes are what there is least of, for what they are worth: they are read twice. */
const readTwice = 'notes';

mkdirSync(join(folder, 'packages'), { recursive: true });
const texts = await gather(readSources(), join(folder, 'packages'));
const isHeldOut = (_, index) => index % heldOutEvery === heldOutEvery - 1;
const learnt = texts.filter((text, index) => !isHeldOut(text, index));
const vocabulary = buildVocabulary(
  learnt.map(({ text }) => text),
  { maxSize: recipe.vocabulary, rarest: Infinity },
);
console.log(summary(texts), `vocabulary ${vocabulary.size}`);
const heldOut = Object.groupBy(texts.filter(isHeldOut), ({ kind }) => kind);
const encode = ({ text }) => vocabulary.encode(text);
const parameters = train({
  engine: await chooseEngine(1),
  vocabulary,
  ids: joined([...learnt, ...learnt.filter(({ kind }) => kind === readTwice)].map(encode)),
  heldOut: Object.fromEntries(Object.entries(heldOut).map(([kind, of]) => [kind, of.map(encode)])),
  file: join(folder, 'checkpoint.safetensors'),
  log: console.log,
});

const shape = { cell: recipe.cell, hidden: recipe.hidden, vocabulary: vocabulary.size };
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

/** One after the other, each begun by *outside*; the vocabulary is small enough for bytes. */
function joined(parts) {
  const ids = new Uint8Array(parts.reduce((sum, { length }) => sum + length + 1, 0));
  let at = 0;
  for (const part of parts) {
    ids[at] = unknownId;
    ids.set(part, at + 1);
    at += part.length + 1;
  }
  return ids;
}
