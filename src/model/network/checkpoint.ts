// A checkpoint: a model with its vocabulary and the state of its optimizer, as one safetensors file with a SHA-256 checksum. Its tensors
// have PyTorch's names and shapes (pytorchFormat.ts); our own values are in the metadata `header`.
// The learner writes it; the predictor, the analyzer and, to continue a training, the learner read it.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { cells } from '../../engine/cells.ts';
import { parameterCount, tensorTable, upperTensors, type ModelShape } from '../../engine/modelShape.ts';
import type { OptimizerState } from '../../engine/engine.ts';
import { runToEnd } from '../runToEnd.ts';
import { bitsPerCharSchema, countSchema, millisecondsSchema, shown, shownIssue } from './fileValues.ts';
import { fnv1a } from './fnv1a.ts';
import { trainingValuesSchema, type TrainingValues } from './modelCard.ts';
import {
  firstPrefix,
  fromPytorch,
  pytorchShapes,
  resumePrefix,
  secondPrefix,
  stepName,
  toPytorch,
} from './pytorchTensors.ts';
import { decodeTensors, encodeTensors, type Tensor } from './safetensors.ts';
import * as v from 'valibot';
import { charactersOf, vocabularyOf, type Vocabulary } from './vocabulary.ts';

export interface Checkpoint {
  readonly shape: ModelShape;
  readonly vocabulary: Vocabulary;
  /** Flat, in the order of `tensorTable(shape)`. */
  readonly parameters: Float32Array;
  readonly optimizer: OptimizerState;
  readonly progress: Progress;
  /** The last training, for the model card of an export. */
  readonly training?: TrainingOrigin;
  /** Of a training that was still running: what it needs to continue exactly. */
  readonly resume?: ResumeRecord;
}

export interface TrainingOrigin {
  readonly settings: TrainingValues;
  /** Characters of the training text. */
  readonly textCharacters: number;
}

/** Written and read by the learner. */
export interface ResumeRecord {
  /** JSON. */
  readonly values: string;
  readonly tensors: readonly Tensor[];
}

/** How far the training has come since the model was new. */
export interface Progress {
  readonly steps: number;
  readonly characters: number;
  readonly elapsedMs: number;
  /** Held-out bits per character of these weights; undefined before the first evaluation. */
  readonly bitsPerChar: number | undefined;
}

const formatVersion = '3';
/** Earlier versions had tensors in the order of the engine; the first one had a 32-bit checksum. They are converted when read. */
const engineVersion = '2';
const oldestVersion = '1';

/** Bytes hashed between two pauses of the reader: about a millisecond. */
const hashedAtOnce = 1 << 17;
/** Values checked between two pauses: less than a millisecond. */
const checkedAtOnce = 1 << 17;

/** A trained weight is below 100. A larger one is damage, or an attempt to cause infinite values later. */
export const maxWeight = 1e4;

const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1 << 16));
const headerSchema = v.object({
  shape: v.object({
    cell: v.picklist(cells),
    hiddenSize: positive,
    vocabulary: positive,
    layers: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(3))),
  }),
  training: v.optional(v.object({ settings: trainingValuesSchema, textCharacters: countSchema })),
  characters: v.string(),
  optimizerSteps: countSchema,
  resume: v.optional(v.string()),
  progress: v.object({
    steps: countSchema,
    characters: countSchema,
    elapsedMs: millisecondsSchema,
    bitsPerChar: v.optional(bitsPerCharSchema),
  }),
});

export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  return runToEnd(encodeCheckpointInSteps(checkpoint));
}

/** The same, a part of a tensor at a time, for a thread that must stay responsive. */
export function* encodeCheckpointInSteps({
  shape,
  vocabulary,
  parameters,
  optimizer,
  progress,
  training,
  resume,
}: Checkpoint): Generator<void, Uint8Array<ArrayBuffer>> {
  const header: v.InferInput<typeof headerSchema> = {
    shape,
    characters: charactersOf(vocabulary),
    optimizerSteps: optimizer.steps,
    progress: { ...progress, bitsPerChar: progress.bitsPerChar },
    ...(training && { training }),
    ...(resume && { resume: resume.values }),
  };
  const json = JSON.stringify(header);
  const tensors = namedTensors('', shape, parameters);
  yield;
  if (optimizer.first.length > 0) {
    tensors.push(...namedTensors(firstPrefix, shape, optimizer.first));
    yield;
    tensors.push(...namedTensors(secondPrefix, shape, optimizer.second));
    yield;
    tensors.push({ name: stepName, shape: [1], values: Float32Array.of(optimizer.steps) });
  }
  tensors.push(...(resume?.tensors ?? []).map(({ name, ...tensor }) => ({ name: resumePrefix + name, ...tensor })));
  return encodeTensors({
    metadata: {
      format: 'pt',
      version: formatVersion,
      cell: shape.cell,
      characters: charactersOf(vocabulary),
      header: json,
      checksum: yield* sha256InSteps(json, tensors),
    },
    tensors,
  });
}

/** @throws Error that says what is wrong: another format or version, damage, or values that no training produces. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  return runToEnd(decodeCheckpointInSteps(bytes));
}

/** The same, one tensor at a time, for a thread that must stay responsive. */
export function* decodeCheckpointInSteps(bytes: Uint8Array): Generator<void, Checkpoint> {
  const { metadata, tensors } = decodeTensors(bytes);
  const json = metadata['header'];
  if (!['pt', 'hidden-state'].includes(metadata['format'] ?? '') || json === undefined)
    throw new Error('it is not a Hidden State checkpoint');
  const { version } = metadata;
  if (version !== formatVersion && version !== engineVersion && version !== oldestVersion)
    throw new Error(`its version is ${shown(version ?? '')}, not ${formatVersion}`);
  const checksum = yield* version === oldestVersion ? fnv1aInSteps(json, tensors) : sha256InSteps(json, tensors);
  if (metadata['checksum'] !== checksum) throw new Error('its checksum is wrong: the file is damaged');
  const parsed = v.safeParse(headerSchema, headerOf(json));
  if (!parsed.success) throw new Error(`its header is wrong: ${shownIssue(parsed.issues)}`);
  const { shape: checkedShape, characters, optimizerSteps, progress, training, resume } = parsed.output;
  const { layers, ...base } = checkedShape;
  const shape: ModelShape = { ...base, ...(layers !== undefined && { layers }) };
  const vocabulary = vocabularyOf(characters);
  if (vocabulary.size !== shape.vocabulary) throw new Error('its vocabulary does not fit its shape');
  const isOld = version !== formatVersion;
  const flat = (prefix: string, isWeights: boolean) =>
    isOld ? engineValues(prefix, shape, tensors) : pytorchValues(prefix, shape, tensors, isWeights);
  const parameters = yield* flat('', true);
  if (!parameters) throw new Error('its tensors do not fit its shape');
  yield* checkValues(parameters, tensors);
  return {
    shape,
    vocabulary,
    parameters,
    optimizer: {
      steps: optimizerSteps,
      first: (yield* flat(isOld ? 'adam.first.' : firstPrefix, false)) ?? new Float32Array(0),
      second: (yield* flat(isOld ? 'adam.second.' : secondPrefix, false)) ?? new Float32Array(0),
    },
    progress: { ...progress, bitsPerChar: progress.bitsPerChar },
    ...(training && { training }),
    ...(resume !== undefined && { resume: { values: resume, tensors: resumeTensors(tensors) } }),
  };
}

function resumeTensors(tensors: readonly Tensor[]): Tensor[] {
  return tensors
    .filter(({ name }) => name.startsWith(resumePrefix))
    .map(({ name, ...tensor }) => ({ name: name.slice(resumePrefix.length), ...tensor }));
}

function headerOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('its header is not JSON');
  }
}

function namedTensors(prefix: string, shape: ModelShape, values: Float32Array): Tensor[] {
  return toPytorch(shape, values).map((tensor) => ({ ...tensor, name: prefix + tensor.name }));
}

/** Values in the order of `tensorTable(shape)`. Undefined if a tensor is missing or does not fit the shape. */
function* pytorchValues(
  prefix: string,
  shape: ModelShape,
  tensors: readonly Tensor[],
  isWeights: boolean,
): Generator<void, Float32Array | undefined> {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  // Before memory is allocated: a header can claim a shape of any size.
  for (const [name, expected] of pytorchShapes(shape)) {
    if (byName.get(prefix + name)?.shape.join() !== expected.join()) return undefined;
  }
  const ids = Array.from({ length: shape.vocabulary }, (_, id) => id);
  return yield* fromPytorch(shape, (name) => byName.get(prefix + name)!.values, ids, isWeights);
}

/** The same from a file of an earlier version. */
function* engineValues(
  prefix: string,
  shape: ModelShape,
  tensors: readonly Tensor[],
): Generator<void, Float32Array | undefined> {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor.values]));
  const upper = upperTensors(shape).map((tensor) => ({ ...tensor, name: `layer${tensor.layer}.${tensor.name}` }));
  const table = [...tensorTable(shape), ...upper];
  if (table.some(({ name, length }) => byName.get(prefix + name)?.length !== length)) return undefined;
  const values = new Float32Array(parameterCount(shape));
  for (const { name, offset } of table) {
    values.set(byName.get(prefix + name)!, offset);
    yield;
  }
  return values;
}

/** Whether all values are in the range of trained weights. Comparisons are false for NaN. */
export function areWeights(values: Float32Array): boolean {
  return runToEnd(areWithin(maxWeight, values));
}

/** Whether no value is further from 0 than `limit`, or NaN. A loop, because it is ten times as fast as a call for each value. */
function* areWithin(limit: number, values: Float32Array): Generator<void, boolean> {
  for (let from = 0; from < values.length; from += checkedAtOnce) {
    const to = Math.min(values.length, from + checkedAtOnce);
    for (let at = from; at < to; at++) if (!(Math.abs(values[at]!) <= limit)) return false;
    yield;
  }
  return true;
}

/** @throws Error for values that would make predictions useless or infinite, although the file is as it was written. */
function* checkValues(parameters: Float32Array, tensors: readonly Tensor[]): Generator<void, void> {
  if (!(yield* areWithin(maxWeight, parameters))) throw new Error('its weights are out of range');
  for (const { values } of tensors) {
    if (!(yield* areWithin(Number.MAX_VALUE, values))) throw new Error('its optimizer state is not finite');
  }
}

function* sha256InSteps(json: string, tensors: readonly Tensor[]): Generator<void, string> {
  const hash = sha256.create().update(new TextEncoder().encode(json));
  for (const { values } of tensors) {
    const bytes = bytesOf(values);
    for (let at = 0; at < bytes.length; at += hashedAtOnce) {
      hash.update(bytes.subarray(at, at + hashedAtOnce));
      yield;
    }
  }
  return bytesToHex(hash.digest());
}

function* fnv1aInSteps(json: string, tensors: readonly Tensor[]): Generator<void, string> {
  const hashes: number[] = [];
  for (const { values } of tensors) {
    hashes.push(fnv1a(bytesOf(values)));
    yield;
  }
  return fnv1a(new TextEncoder().encode(JSON.stringify([json, hashes]))).toString(16);
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
