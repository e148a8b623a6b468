// `export` and `import`: a checkpoint as a file that PyTorch reads, and back. `corpus --export`: the text as the Python trainer
// reads it. What may leave the machine is in docs/train-elsewhere.md.
import { readFileSync } from 'node:fs';
import { encodeTrainingData } from '../learner/trainingData.ts';
import { layersOf } from '../engine/modelShape.ts';
import { decodeCheckpoint, encodeCheckpoint, withoutResume, type Checkpoint } from '../model/network/checkpoint.ts';
import { timeReader } from '../model/network/timeReader.ts';
import { runToEnd } from '../model/work.ts';
import { slowMsPerCharacter } from '../protocol/predictor.ts';
import { assertWritable, fail, readCheckpoint, readModelFile, replaceFile } from './checkpointFile.ts';
import { chooseEngine } from './engine.ts';
import { readFolder } from './readFolder.ts';

/** The version of the extension and of the npm package. */
export const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};

export interface ExchangeOptions {
  /** File to write. */
  readonly out: string;
  readonly json: boolean;
}

export async function exportCheckpoint(file: string, { out, json }: ExchangeOptions): Promise<void> {
  await assertWritable(out);
  const checkpoint = withoutResume(decodeCheckpoint(await readCheckpoint(file)));
  const origin = { date: new Date().toISOString(), writtenBy: `Hidden State ${version}` };
  await replaceFile(out, encodeCheckpoint({ ...checkpoint, origin }));
  console.log(json ? JSON.stringify(factsOf(checkpoint)) : `Exported ${describe(checkpoint)} to ${out}.`);
}

/** What `--json` prints. */
function factsOf({ shape, progress }: Checkpoint) {
  const { cell, hiddenSize, vocabulary } = shape;
  return { cell, hiddenSize, layers: layersOf(shape), vocabulary, bitsPerChar: progress.bitsPerChar ?? null };
}

function describe({ shape }: Checkpoint): string {
  const layers = layersOf(shape);
  const size = layers > 1 ? `${layers} layers of ${shape.hiddenSize} units` : `${shape.hiddenSize} units`;
  return `${shape.cell} with ${size} and a vocabulary of ${shape.vocabulary}`;
}

export async function importCheckpoint(file: string, { out, json }: ExchangeOptions): Promise<void> {
  await assertWritable(out);
  const checkpoint = withoutResume(decodeOrFail(file, await readModelFile(file)));
  const engine = await chooseEngine(1);
  const ms = runToEnd(timeReader(engine, checkpoint, () => performance.now()));
  await replaceFile(out, encodeCheckpoint(checkpoint));
  const { bitsPerChar } = checkpoint.progress;
  const result = bitsPerChar === undefined ? '' : ` It states ${bitsPerChar.toFixed(3)} bits per character.`;
  console.log(
    json
      ? JSON.stringify({ ...factsOf(checkpoint), msPerCharacter: ms })
      : `Imported ${describe(checkpoint)} to ${out}.${result} It takes ${ms.toPrecision(2)} ms per character.`,
  );
  if (ms > slowMsPerCharacter) console.warn('It is slow on this machine: suggestions will appear late.');
}

export async function exportCorpus(
  folder: string,
  { out, seed, json }: ExchangeOptions & { readonly seed: number },
): Promise<void> {
  await assertWritable(out);
  const { bytes, summary } = encodeTrainingData(await readFolder(folder), seed);
  await replaceFile(out, bytes);
  const { files, trainCharacters, heldOutCharacters, vocabulary } = summary;
  console.log(
    json
      ? JSON.stringify({ files, trainCharacters, heldOutCharacters, vocabulary })
      : `Exported ${files} files to ${out}: ${trainCharacters} characters to train on, ${heldOutCharacters} held out, ` +
          `vocabulary ${vocabulary}. The file contains this text.`,
  );
}

function decodeOrFail(file: string, bytes: Uint8Array): Checkpoint {
  try {
    return decodeCheckpoint(bytes);
  } catch (error) {
    fail(`${file} is not a usable model`, error);
  }
}
