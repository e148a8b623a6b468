// Converts a checkpoint to and from an open safetensors file that PyTorch reads with `load_state_dict(strict=True)`.
//
// The module is `rnn`, a torch.nn.RNN, GRU or LSTM of one layer with one-hot inputs, followed by `output`, a torch.nn.Linear.
// G is the number of blocks; their order is the same on both sides (GRU: reset, update, new; LSTM: input, forget, cell, output).
//
//   rnn.weight_ih_l0 [G·H][V]   the input table, transposed: a one-hot product selects a column, which is our row of that character
//   rnn.weight_hh_l0 [G·H][H]   the recurrent weights, transposed
//   rnn.bias_ih_l0   [G·H]      our bias
//   rnn.bias_hh_l0   [G·H]      zero, except the last block of the GRU: our candidate bias
//   output.weight    [V][H]     the output weights, transposed
//   output.bias      [V]        our output bias
//
// PyTorch adds both biases, so an import adds them, too. Only the last block of the GRU needs two: PyTorch's reset gate multiplies
// the recurrent product together with its bias, n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), and so does our engine. Column 0 of
// weight_ih and row 0 of the output belong to id 0: a character that is not in the vocabulary, or the beginning of a text.
//
// The metadata (format 'pt') contains the cell, the characters of the ids from 1 on as one string, and a model card as JSON. Optimizer
// state is not part of the file.
import * as v from 'valibot';
import { cells, cellSpec, cellSpecs, type Cell } from '../../engine/cells.ts';
import { parameterCount, tensorTable, type ModelShape, type TensorSpec } from '../../engine/modelShape.ts';
import { runToEnd } from '../runToEnd.ts';
import type { Checkpoint } from './checkpoint.ts';
import { decodeTensors, encodeTensors, type Tensor } from './safetensors.ts';
import { charactersOf, defaultVocabularyLimits, vocabularyOf } from './vocabulary.ts';

const formatVersion = '1';

/** Larger networks are too slow for suggestions. */
const maxHidden = 1024;
const maxVocabulary = defaultVocabularyLimits.maxSize;
/** A trained weight is below 100. A larger one is damage, or makes predictions infinite later. */
const maxWeight = 1e4;
/** More than the largest allowed LSTM: reject a file by its size before reading it. */
export const maxPytorchFileBytes = 64 * 1024 * 1024;

/** What a file tells about its model. It contains no path and no text of the corpus. */
export interface ModelCard {
  /** ISO 8601. */
  readonly date: string;
  /** Program and version that wrote the file. */
  readonly writtenBy: string;
  /** Characters that were read in the training, with repetitions. */
  readonly characters?: number;
  readonly steps?: number;
  readonly seconds?: number;
  /** Of the held-out text. */
  readonly bitsPerChar?: number;
  readonly seed?: number;
  /** Of the training, by name. */
  readonly settings?: Readonly<Record<string, string | number | boolean>>;
}

export interface DecodedModel {
  /** Without optimizer state. */
  readonly checkpoint: Checkpoint;
  readonly card?: ModelCard;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const setting = v.union([v.string(), v.number(), v.boolean()]);
const cardSchema = v.object({
  date: v.fallback(v.string(), ''),
  writtenBy: v.fallback(v.string(), ''),
  characters: v.optional(count),
  steps: v.optional(count),
  seconds: v.optional(amount),
  bitsPerChar: v.optional(amount),
  seed: v.optional(v.number()),
  settings: v.optional(v.record(v.string(), setting)),
});

const input = 'rnn.weight_ih_l0';
const recurrent = 'rnn.weight_hh_l0';
const inputBias = 'rnn.bias_ih_l0';
const recurrentBias = 'rnn.bias_hh_l0';
const outputWeight = 'output.weight';
const outputBias = 'output.bias';
const names: readonly string[] = [input, recurrent, inputBias, recurrentBias, outputWeight, outputBias];

/** `card`: what the checkpoint itself does not contain. */
export function encodePytorch(
  { shape, vocabulary, parameters, progress }: Checkpoint,
  card: Pick<ModelCard, 'date' | 'writtenBy' | 'seed' | 'settings'>,
): Uint8Array<ArrayBuffer> {
  const own = viewsOf(shape, parameters);
  const { hidden: H, vocabulary: V } = shape;
  const width = cellSpec(shape.cell).blocks * H;
  const secondBias = new Float32Array(width);
  if (own.candidateBias) secondBias.set(own.candidateBias, width - H);
  const { steps, characters, elapsedMs, bitsPerChar } = progress;
  const fullCard: ModelCard = {
    ...card,
    ...{ characters, steps, seconds: elapsedMs / 1000 },
    ...(bitsPerChar !== undefined && { bitsPerChar }),
  };
  return encodeTensors({
    metadata: {
      format: 'pt',
      version: formatVersion,
      cell: shape.cell,
      characters: charactersOf(vocabulary),
      card: JSON.stringify(fullCard),
    },
    tensors: [
      { name: input, shape: [width, V], values: transposed(own.inputTable, V, width) },
      { name: recurrent, shape: [width, H], values: transposed(own.recurrent, H, width) },
      { name: inputBias, shape: [width], values: own.bias },
      { name: recurrentBias, shape: [width], values: secondBias },
      { name: outputWeight, shape: [V, H], values: transposed(own.outputWeight, H, V) },
      { name: outputBias, shape: [V], values: own.outputBias },
    ],
  });
}

/**
 * The checkpoint, and the model card of the file if it has one.
 * @throws Error that says what is wrong: names, shapes, vocabulary, values, size.
 */
export function decodePytorch(bytes: Uint8Array): DecodedModel {
  return runToEnd(decodePytorchInSteps(bytes));
}

/** The same, one tensor at a time, for a thread that must stay responsive. */
export function* decodePytorchInSteps(bytes: Uint8Array): Generator<void, DecodedModel> {
  if (bytes.length > maxPytorchFileBytes) throw new Error(`it is larger than ${maxPytorchFileBytes / 2 ** 20} MB`);
  const { metadata, tensors } = decodeTensors(bytes);
  yield;
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  checkNames([...byName.keys()]);
  const tensor = (name: string): Tensor => byName.get(name)!;
  const shape = shapeOf(tensor(input), tensor(recurrent), metadata['cell']);
  const { hidden: H, vocabulary: V } = shape;
  const width = cellSpec(shape.cell).blocks * H;
  const characters = charactersIn(metadata['characters'], V);
  const read = (name: string, ...expected: number[]): Float32Array => checkedValues(tensor(name), expected);
  const weightIh = read(input, width, V);
  yield;
  const weightHh = read(recurrent, width, H);
  yield;
  const biasIh = read(inputBias, width);
  const biasHh = read(recurrentBias, width);
  const weightOut = read(outputWeight, V, H);
  yield;
  const biasOut = read(outputBias, V);

  const { vocabulary, ids } = sortedVocabulary(characters);
  const parameters = new Float32Array(parameterCount(shape));
  const own = viewsOf(shape, parameters);
  const table = transposed(weightIh, width, V);
  yield;
  ids.forEach((id, row) => {
    own.inputTable.set(table.subarray(row * width, (row + 1) * width), id * width);
    for (let unit = 0; unit < H; unit++) own.outputWeight[unit * V + id] = weightOut[row * H + unit]!;
    own.outputBias[id] = biasOut[row]!;
  });
  yield;
  own.recurrent.set(transposed(weightHh, width, H));
  const separate = own.candidateBias ? width - H : width;
  for (let at = 0; at < width; at++) own.bias[at] = biasIh[at]! + (at < separate ? biasHh[at]! : 0);
  own.candidateBias?.set(biasHh.subarray(separate));

  const card = cardIn(metadata['card']);
  const { steps = 0, characters: seen = 0, seconds = 0, bitsPerChar } = card ?? {};
  return {
    checkpoint: {
      shape,
      vocabulary,
      parameters,
      optimizer: { steps: 0, first: new Float32Array(0), second: new Float32Array(0) },
      progress: { steps, characters: seen, elapsedMs: seconds * 1000, bitsPerChar },
    },
    ...(card && { card }),
  };
}

function checkNames(found: readonly string[]): void {
  const missing = names.filter((name) => !found.includes(name));
  if (missing.length > 0) throw new Error(`its tensor ${missing[0]} is missing; the names are ${names.join(', ')}`);
  const other = found.find((name) => !names.includes(name));
  if (other === undefined) return;
  if (/_l[1-9]\d*$/.test(other))
    throw new Error(`it has more than one layer (${shown(other)}), which cannot suggest here`);
  if (other.endsWith('_reverse')) throw new Error('it is bidirectional: it needs the text after the caret');
  throw new Error(`its tensor ${shown(other)} is not one of ${names.join(', ')}`);
}

/** Cell and sizes follow from the shapes of the weights. */
function shapeOf({ shape: ih }: Tensor, { shape: hh }: Tensor, cellName: string | undefined): ModelShape {
  const [width, H] = hh;
  const [inputWidth, V] = ih;
  if (hh.length !== 2 || ih.length !== 2 || !width || !H || !V || inputWidth !== width) {
    throw new Error(`${input} ${dimensions(ih)} and ${recurrent} ${dimensions(hh)} do not fit each other`);
  }
  if (H > maxHidden) throw new Error(`it has ${H} hidden units; at most ${maxHidden} can suggest`);
  if (V < 2 || V > maxVocabulary) throw new Error(`its vocabulary has ${V} characters, not 2 to ${maxVocabulary}`);
  const cell = cells.find((each) => cellSpecs[each].blocks * H === width);
  if (!cell) throw new Error(`${recurrent} ${dimensions(hh)} is not a tanh RNN, a GRU or an LSTM`);
  if (cellName !== undefined && cellName !== cell) {
    throw new Error(`its cell is named ${shown(cellName)}, but its shapes are those of ${cell}`);
  }
  return { cell: cell satisfies Cell, hidden: H, vocabulary: V };
}

/** The characters of the ids 1 .. V - 1. */
function charactersIn(text: string | undefined, V: number): readonly string[] {
  if (text === undefined) {
    throw new Error('its metadata has no `characters`: the characters of the ids from 1 on, as one string');
  }
  const characters = Array.from(text);
  if (characters.some((character) => /^[\ud800-\udfff]$/.test(character))) {
    throw new Error('its vocabulary contains half of a surrogate pair');
  }
  if (characters.length !== V - 1) {
    throw new Error(`its vocabulary has ${characters.length} characters for ${V} ids; id 0 has none`);
  }
  if (new Set(characters).size !== characters.length) throw new Error('its vocabulary contains a character twice');
  return characters;
}

/** Our ids are in code point order. `ids`: our id of each row of the file, [V]. */
function sortedVocabulary(characters: readonly string[]) {
  const vocabulary = vocabularyOf(characters);
  return { vocabulary, ids: [0, ...characters.map((character) => vocabulary.idOf(character.codePointAt(0)!))] };
}

function checkedValues({ name, shape, values }: Tensor, expected: readonly number[]): Float32Array {
  if (shape.join() !== expected.join()) {
    throw new Error(`${name} has the shape ${dimensions(shape)}, not ${dimensions(expected)}`);
  }
  for (const value of values) {
    if (!Number.isFinite(value)) throw new Error(`${name} contains a value that is not finite`);
    if (Math.abs(value) > maxWeight) throw new Error(`${name} contains ${value}: weights are below ${maxWeight}`);
  }
  return values;
}

function cardIn(json: string | undefined): ModelCard | undefined {
  if (json === undefined) return undefined;
  let card: unknown;
  try {
    card = JSON.parse(json);
  } catch {
    throw new Error('its model card is not JSON');
  }
  const parsed = v.safeParse(cardSchema, card);
  if (!parsed.success) throw new Error(`its model card is wrong: ${v.summarize(parsed.issues)}`);
  return Object.fromEntries(
    Object.entries(parsed.output).filter(([, value]) => value !== undefined),
  ) as unknown as ModelCard;
}

type Views = Readonly<Record<Exclude<TensorSpec['name'], 'candidateBias'>, Float32Array>> & {
  readonly candidateBias?: Float32Array;
};

function viewsOf(shape: ModelShape, flat: Float32Array): Views {
  return Object.fromEntries(
    tensorTable(shape).map(({ name, offset, length }) => [name, flat.subarray(offset, offset + length)]),
  ) as unknown as Views;
}

/** [rows][columns] -> [columns][rows]. */
function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = matrix[row * columns + column]!;
  }
  return result;
}

function dimensions(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

/** Names in a file may be long, and may contain control characters. */
function shown(name: string): string {
  return JSON.stringify(name.slice(0, 60));
}
