// The training text as character ids. It is collected once and kept in a file, so that a training that continues starts at once.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildVocabulary, charactersOf, unknownId, vocabularyOf } from '../../../src/model/network/vocabulary.ts';
import { reservedFile } from '../assetFiles.mjs';
import { reservedSequences } from '../reservedText/reservedText.mjs';
import { gather } from './gather.mjs';
import { sourcesIn } from './sources.mjs';
import { recipe } from './train.mjs';

/** One of so many texts is held out, to monitor the training. */
const heldOutEvery = 200;
/** There are few notes and old plays, but they matter: the training reads them twice. */
const readTwice = ['notes', 'plays'];

/**
 * `folder`: for downloads and the collected text. `sources`: a file like sources.tsv. `size`: of the vocabulary.
 * @returns {{ vocabulary, ids: Uint8Array, heldOut: Record<string, Uint8Array[]>, summary: string,
 *   reservedShares: Record<string, { sequences: number, share: number }> }} `reservedShares`: of the projects that measure the product,
 *   the share of their sequences of words that is in the training text.
 */
export function trainingText(folder, sources, size = recipe.vocabulary) {
  const table = readFileSync(sources, 'utf8');
  const digest = createHash('sha256').update(table).update(readFileSync(reservedFile)).digest('hex').slice(0, 16);
  const [idsFile, restFile] = [join(folder, `text-${digest}.ids`), join(folder, `text-${digest}.json`)];
  if (!existsSync(restFile)) {
    const { ids, ...rest } = collect(table, join(folder, 'packages'), size);
    writeFileSync(idsFile, ids);
    writeFileSync(`${restFile}.new`, JSON.stringify(rest));
    renameSync(`${restFile}.new`, restFile);
  }
  const { characters, heldOut, summary, reservedShares } = JSON.parse(readFileSync(restFile, 'utf8'));
  const vocabulary = vocabularyOf(characters);
  const encode = (text) => vocabulary.encode(text);
  return {
    vocabulary,
    ids: readFileSync(idsFile),
    heldOut: Object.fromEntries(Object.entries(heldOut).map(([kind, texts]) => [kind, texts.map(encode)])),
    summary,
    reservedShares,
  };
}

function collect(table, folder, size) {
  mkdirSync(folder, { recursive: true });
  const reserved = reservedSequences(folder);
  const texts = gather(sourcesIn(table), folder, reserved);
  const isHeldOut = (_, index) => index % heldOutEvery === heldOutEvery - 1;
  const training = texts.filter((text, index) => !isHeldOut(text, index));
  const vocabulary = buildVocabulary(
    training.map(({ text }) => text),
    { maxSize: size, rarest: Infinity },
  );
  const heldOut = Object.groupBy(texts.filter(isHeldOut), ({ kind }) => kind);
  const read = [...training, ...training.filter(({ kind }) => readTwice.includes(kind))];
  return {
    ids: concatenate(read.map(({ text }) => vocabulary.encode(text))),
    characters: charactersOf(vocabulary),
    heldOut: Object.fromEntries(Object.entries(heldOut).map(([kind, of]) => [kind, of.map(({ text }) => text)])),
    summary: `${summaryOf(texts)} vocabulary ${vocabulary.size}`,
    reservedShares: reserved.shares(),
  };
}

function summaryOf(texts) {
  const kinds = Object.entries(Object.groupBy(texts, ({ kind }) => kind));
  const lengths = kinds.map(([kind, of]) => `${kind} ${of.reduce((sum, { text }) => sum + text.length, 0)}`);
  return `${texts.length} texts, characters: ${lengths.join(', ')};`;
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
