// The file of a model, as the learner writes it and as it is exported and imported: a safetensors file that PyTorch reads with
// `load_state_dict(strict=True)`, after names that begin with `optimizer.` or `resume.` are left out.
//
// The module is `rnn`, a torch.nn.RNN, GRU or LSTM of one to three layers with one-hot inputs, followed by `output`, a torch.nn.Linear.
// G is the number of blocks; their order is the same on both sides (GRU: reset, update, new; LSTM: input, forget, cell, output).
//
//   rnn.weight_ih_l0 [G·H][V]   the input table, transposed: a one-hot product selects a column, which is our row of that character
//   rnn.weight_hh_l0 [G·H][H]   the recurrent weights, transposed
//   rnn.bias_ih_l0   [G·H]      our bias
//   rnn.bias_hh_l0   [G·H]      zero, except the last block of the GRU: our candidate bias
//   rnn.weight_ih_l1 [G·H][H]   and so on: the further layers, whose input is the hidden state of the layer below
//   output.weight    [V][H]     the output weights, transposed
//   output.bias      [V]        our output bias
//
// PyTorch adds both biases, so reading adds them, too. Only the last block of the GRU needs two: PyTorch's reset gate multiplies
// the recurrent product together with its bias, n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), and so does our engine. Column 0 of
// weight_ih_l0 and row 0 of the output belong to id 0: a character that is not in the vocabulary, or the beginning of a text.
//
// Optional tensors: the state of AdamW, `optimizer.exp_avg.NAME` and `optimizer.exp_avg_sq.NAME` for each NAME above, with its shape;
// `optimizer.step` [1]; `resume.NAME`, what an interrupted training needs to continue exactly.
//
// Metadata: format ('pt'), version ('1'), cell, characters (of the ids from 1 on, as one string), card (the model card as JSON,
// modelCard.ts), resume (JSON, of an interrupted training), checksum (SHA-256 of everything else). Only `characters` is required, so
// that other programs can write the file.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { layersOf, type ModelShape } from '../../engine/modelShape.ts';
import type { OptimizerState } from '../../engine/engine.ts';
import { runToEnd, type Work } from '../work.ts';
import { checkedSteps, checkNames, checkSums, checkTensors, shapeOf, vocabularyOfFile } from './checkpointChecks.ts';
import { shown } from './fileValues.ts';
import { decodeCard, encodeCard, type CardValues } from './modelCard.ts';
import { firstPrefix, fromPytorch, resumePrefix, secondPrefix, stepName, toPytorch } from './pytorchTensors.ts';
import { decodeTensors, encodeTensors, type Tensor, type TensorFile } from './safetensors.ts';
import { charactersOf, type Vocabulary } from './vocabulary.ts';

export interface Checkpoint extends CardValues {
  readonly shape: ModelShape;
  readonly vocabulary: Vocabulary;
  /** Flat, in the order of `tensorTable(shape)`. */
  readonly parameters: Float32Array;
  /** Without moments where the file has none, and for a network with several layers: it is not trained here. */
  readonly optimizer: OptimizerState;
  /** What a training that was still running needs to continue exactly. */
  readonly resume?: ResumeRecord;
}

/** Written and read by the learner. */
export interface ResumeRecord {
  /** JSON. */
  readonly values: string;
  readonly tensors: readonly Tensor[];
}

const formatVersion = '1';
/** Bytes hashed between two pauses of the reader: about a millisecond. */
const hashedAtOnce = 1 << 17;

export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  return runToEnd(encodeCheckpointInSteps(checkpoint));
}

/** The same, a part of a tensor at a time, for a thread that must stay responsive. */
export function* encodeCheckpointInSteps(checkpoint: Checkpoint): Work<Uint8Array<ArrayBuffer>> {
  const { shape, vocabulary, parameters, optimizer, resume } = checkpoint;
  const named = (prefix: string, flat: Float32Array): Tensor[] =>
    toPytorch(shape, flat).map((tensor) => ({ ...tensor, name: prefix + tensor.name }));
  const tensors = named('', parameters);
  yield;
  if (optimizer.first.length > 0) {
    tensors.push(...named(firstPrefix, optimizer.first));
    yield;
    tensors.push(...named(secondPrefix, optimizer.second));
    yield;
  }
  if (optimizer.steps > 0 || optimizer.first.length > 0) {
    tensors.push({ name: stepName, shape: [1], values: Float32Array.of(optimizer.steps) });
  }
  tensors.push(...(resume?.tensors ?? []).map(({ name, ...tensor }) => ({ name: resumePrefix + name, ...tensor })));
  const metadata = {
    format: 'pt',
    version: formatVersion,
    cell: shape.cell,
    characters: charactersOf(vocabulary),
    card: encodeCard(checkpoint),
    ...(resume && { resume: resume.values }),
  };
  return encodeTensors({ metadata: { ...metadata, checksum: yield* checksumOf({ metadata, tensors }) }, tensors });
}

/** @throws Error that says what is wrong: version, damage, names, shapes, vocabulary, or values that no training produces. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  return runToEnd(decodeCheckpointInSteps(bytes));
}

/** The same, a part of a tensor at a time, for a thread that must stay responsive. */
export function* decodeCheckpointInSteps(bytes: Uint8Array): Work<Checkpoint> {
  const file = decodeTensors(bytes);
  const { metadata, tensors } = file;
  yield;
  const { version = formatVersion, checksum, resume } = metadata;
  if (version !== formatVersion) throw new Error(`its version is ${shown(version)}, not ${formatVersion}`);
  if (checksum !== undefined && checksum !== (yield* checksumOf(file))) {
    throw new Error('its checksum is wrong: the file is damaged');
  }
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const shape = shapeOf(byName, metadata['cell']);
  const { hasMoments } = checkNames(byName, shape);
  const { vocabulary, ids } = vocabularyOfFile(metadata['characters'], shape.vocabulary);
  yield* checkTensors(tensors);
  const flat = (prefix: string) => fromPytorch(shape, (name) => byName.get(prefix + name)!.values, ids, prefix === '');
  const parameters = yield* flat('');
  yield* checkSums(parameters);
  const isTrainable = hasMoments && layersOf(shape) === 1;
  const none = new Float32Array(0);
  return {
    shape,
    vocabulary,
    parameters,
    optimizer: {
      steps: layersOf(shape) === 1 ? checkedSteps(byName.get(stepName)) : 0,
      first: isTrainable ? yield* flat(firstPrefix) : none,
      second: isTrainable ? yield* flat(secondPrefix) : none,
    },
    ...decodeCard(metadata['card'] ?? '{}'),
    ...(resume !== undefined && { resume: { values: resume, tensors: resumeTensors(tensors) } }),
  };
}

/** To import and export: what a training needs to continue belongs to the text of its workspace. */
export function withoutResume(checkpoint: Checkpoint): Checkpoint {
  const copy: { -readonly [Key in keyof Checkpoint]: Checkpoint[Key] } = { ...checkpoint };
  delete copy.resume;
  return copy;
}

function resumeTensors(tensors: readonly Tensor[]): Tensor[] {
  return tensors
    .filter(({ name }) => name.startsWith(resumePrefix))
    .map(({ name, ...tensor }) => ({ name: name.slice(resumePrefix.length), ...tensor }));
}

/** Covers names, shapes and values of all tensors and the other metadata, whose order has no meaning. */
function* checksumOf({ metadata, tensors }: TensorFile): Work<string> {
  const entries = Object.entries(metadata).filter(([name]) => name !== 'checksum');
  const names = tensors.map(({ name, shape }) => [name, shape]);
  const hash = sha256.create().update(new TextEncoder().encode(JSON.stringify([entries.sort(), names])));
  for (const { values } of tensors) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    for (let at = 0; at < bytes.length; at += hashedAtOnce) {
      hash.update(bytes.subarray(at, at + hashedAtOnce));
      yield;
    }
  }
  return bytesToHex(hash.digest());
}
