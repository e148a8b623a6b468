// Checkpoint files: a network, its vocabulary, and the state of the optimizer, as a safetensors file with a checksum. The learner
// writes them; the predictor and the analyzer read them, and the learner does to continue a training.
import { cells } from '../../engine/cells.ts';
import { parameterCount, tensorTable, type ModelShape } from '../../engine/modelShape.ts';
import type { OptimizerState } from '../../engine/engine.ts';
import { runToEnd } from '../runToEnd.ts';
import { fnv1a } from './fnv1a.ts';
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
}

/** Progress of the training since the initial weights. */
export interface Progress {
  readonly steps: number;
  readonly characters: number;
  readonly elapsedMs: number;
  /** Held-out bits per character of these weights; undefined before the first evaluation. */
  readonly bitsPerChar: number | undefined;
}

const formatVersion = '1';

const natural = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1 << 16));
const headerSchema = v.object({
  shape: v.object({ cell: v.picklist(cells), hidden: positive, vocabulary: positive }),
  characters: v.string(),
  optimizerSteps: natural,
  progress: v.object({
    steps: natural,
    characters: natural,
    elapsedMs: v.pipe(v.number(), v.minValue(0)),
    bitsPerChar: v.optional(v.pipe(v.number(), v.finite(), v.minValue(0))),
  }),
});

export function encodeCheckpoint({
  shape,
  vocabulary,
  parameters,
  optimizer,
  progress,
}: Checkpoint): Uint8Array<ArrayBuffer> {
  const header: v.InferInput<typeof headerSchema> = {
    shape,
    characters: charactersOf(vocabulary),
    optimizerSteps: optimizer.steps,
    progress: { ...progress, bitsPerChar: progress.bitsPerChar },
  };
  const json = JSON.stringify(header);
  const tensors = [
    ...namedTensors('', shape, parameters),
    ...namedTensors('adam.first.', shape, optimizer.first),
    ...namedTensors('adam.second.', shape, optimizer.second),
  ];
  return encodeTensors({
    metadata: {
      format: 'hidden-state',
      version: formatVersion,
      header: json,
      checksum: runToEnd(checksumInSteps(json, tensors)),
    },
    tensors,
  });
}

/** @throws Error with the reason: another format, another version, or a damaged file. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  return runToEnd(decodeCheckpointInSteps(bytes));
}

/** The same, but yields after each tensor. */
export function* decodeCheckpointInSteps(bytes: Uint8Array): Generator<void, Checkpoint> {
  const { metadata, tensors } = decodeTensors(bytes);
  const json = metadata['header'];
  if (metadata['format'] !== 'hidden-state' || json === undefined)
    throw new Error('it is not a Hidden State checkpoint');
  if (metadata['version'] !== formatVersion)
    throw new Error(`its version is ${metadata['version']}, not ${formatVersion}`);
  if (metadata['checksum'] !== (yield* checksumInSteps(json, tensors)))
    throw new Error('its checksum is wrong: the file is damaged');
  const parsed = v.safeParse(headerSchema, JSON.parse(json));
  if (!parsed.success) throw new Error(`its header is wrong: ${v.summarize(parsed.issues)}`);
  const { shape, characters, optimizerSteps, progress } = parsed.output;
  const vocabulary = vocabularyOf(characters);
  if (vocabulary.size !== shape.vocabulary) throw new Error('its vocabulary does not fit its shape');
  const parameters = flatValues('', shape, tensors);
  if (!parameters) throw new Error('its tensors do not fit its shape');
  return {
    shape,
    vocabulary,
    parameters,
    optimizer: {
      steps: optimizerSteps,
      first: flatValues('adam.first.', shape, tensors) ?? new Float32Array(0),
      second: flatValues('adam.second.', shape, tensors) ?? new Float32Array(0),
    },
    progress: { ...progress, bitsPerChar: progress.bitsPerChar },
  };
}

/** Without the state of the optimizer, which only training needs: a third of the size. */
export function withoutOptimizer(checkpoint: Checkpoint): Checkpoint {
  return { ...checkpoint, optimizer: { steps: 0, first: new Float32Array(0), second: new Float32Array(0) } };
}

function namedTensors(prefix: string, shape: ModelShape, values: Float32Array): Tensor[] {
  if (values.length === 0) return [];
  return tensorTable(shape).map((tensor) => ({
    name: prefix + tensor.name,
    shape: tensor.shape,
    values: values.subarray(tensor.offset, tensor.offset + tensor.length),
  }));
}

function flatValues(prefix: string, shape: ModelShape, tensors: readonly Tensor[]): Float32Array | undefined {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor.values]));
  const values = new Float32Array(parameterCount(shape));
  for (const tensor of tensorTable(shape)) {
    const found = byName.get(prefix + tensor.name);
    if (found?.length !== tensor.length) return undefined;
    values.set(found, tensor.offset);
  }
  return values;
}

function* checksumInSteps(json: string, tensors: readonly Tensor[]): Generator<void, string> {
  const hashes: number[] = [];
  for (const { values } of tensors) {
    hashes.push(fnv1a(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)));
    yield;
  }
  return fnv1a(new TextEncoder().encode(JSON.stringify([json, hashes]))).toString(16);
}
