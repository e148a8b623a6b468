// `export` and `import`: a checkpoint as a file that PyTorch reads, and back. `corpus --export`: the text as the Python trainer
// reads it. What may leave the machine is in docs/train-elsewhere.md.
import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { encodeTrainingData } from '../learner/trainingData.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../model/network/checkpoint.ts';
import { decodePytorch, encodePytorch, maxPytorchFileBytes } from '../model/network/pytorchFormat.ts';
import { assertWritable, fail, readCheckpoint, replaceFile } from './checkpointFile.ts';
import { readFolder } from './readFolder.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

export async function exportCheckpoint(file: string, { out }: { readonly out: string }): Promise<void> {
  await assertWritable(out);
  const checkpoint = decodeCheckpoint(await readCheckpoint(file));
  const card = { date: new Date().toISOString(), writtenBy: `Hidden State ${version}` };
  await replaceFile(out, encodePytorch(checkpoint, card));
  const { cell, hidden, vocabulary } = checkpoint.shape;
  console.log(`Exported ${cell} with ${hidden} units and a vocabulary of ${vocabulary} to ${out}.`);
}

export async function importCheckpoint(file: string, { out }: { readonly out: string }): Promise<void> {
  await assertWritable(out);
  const { checkpoint } = decodeOrFail(file, await readWithLimit(file));
  await replaceFile(out, encodeCheckpoint(checkpoint));
  const { cell, hidden, vocabulary } = checkpoint.shape;
  const { bitsPerChar } = checkpoint.progress;
  const result = bitsPerChar === undefined ? '' : ` It states ${bitsPerChar.toFixed(3)} bits per character.`;
  console.log(`Imported ${cell} with ${hidden} units and a vocabulary of ${vocabulary} to ${out}.${result}`);
}

export async function exportCorpus(folder: string, out: string, seed: number): Promise<void> {
  await assertWritable(out);
  const { bytes, summary } = encodeTrainingData(await readFolder(folder), seed);
  await replaceFile(out, bytes);
  const { files, trainCharacters, heldOutCharacters, vocabulary } = summary;
  console.log(
    `Exported ${files} files to ${out}: ${trainCharacters} characters to train on, ${heldOutCharacters} held out, ` +
      `vocabulary ${vocabulary}. The file contains this text.`,
  );
}

/** A file that is far too large is not read. */
async function readWithLimit(file: string): Promise<Uint8Array> {
  const { size } = await stat(file).catch((error: unknown) => fail(`${file} cannot be read`, error));
  if (size > maxPytorchFileBytes)
    fail(`${file} is not a usable model`, `it is larger than ${maxPytorchFileBytes / 2 ** 20} MB`);
  return readFile(file).catch((error: unknown) => fail(`${file} cannot be read`, error));
}

function decodeOrFail(file: string, bytes: Uint8Array): ReturnType<typeof decodePytorch> {
  try {
    return decodePytorch(bytes);
  } catch (error) {
    fail(`${file} is not a usable model`, error);
  }
}
