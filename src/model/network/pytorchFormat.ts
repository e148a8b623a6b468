// Converts a checkpoint to and from an open safetensors file that PyTorch reads with `load_state_dict(strict=True)`.
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
// PyTorch adds both biases, so an import adds them, too. Only the last block of the GRU needs two: PyTorch's reset gate multiplies
// the recurrent product together with its bias, n = tanh(W_in x + b_in + r ⊙ (W_hn h + b_hn)), and so does our engine. Column 0 of
// weight_ih_l0 and row 0 of the output belong to id 0: a character that is not in the vocabulary, or the beginning of a text.
//
// The state of AdamW is optional: `optimizer.exp_avg.NAME` and `optimizer.exp_avg_sq.NAME` for each NAME above, with its shape, and
// `optimizer.step` [1]. A reader of the weights alone leaves out the names that begin with `optimizer.`. The checkpoints that we keep
// (checkpoint.ts) are such files, too, with tensors `resume.NAME`, which an import ignores.
//
// The metadata (format 'pt') contains the cell, the characters of the ids from 1 on as one string, and a model card as JSON.
import { cells, cellSpecs, type Cell } from '../../engine/cells.ts';
import { layersOf, type ModelShape } from '../../engine/modelShape.ts';
import type { OptimizerState } from '../../engine/engine.ts';
import { runToEnd } from '../runToEnd.ts';
import { areWeights, maxWeight, type Checkpoint } from './checkpoint.ts';
import { shown, shownShape } from './fileValues.ts';
import { decodeCard, type ModelCard } from './modelCard.ts';
import {
  firstPrefix,
  fromPytorch,
  layerNames,
  optimizerPrefix,
  pytorchShapes,
  resumePrefix,
  secondPrefix,
  stepName,
  toPytorch,
} from './pytorchTensors.ts';
import { decodeTensors, encodeTensors, type Tensor } from './safetensors.ts';
import { charactersOf, defaultVocabularyLimits, vocabularyOf } from './vocabulary.ts';

const formatVersion = '1';

/** Larger networks are too slow for suggestions. */
const maxHidden = 1024;
export const maxLayers = 3;
const maxVocabulary = defaultVocabularyLimits.maxSize;
/** More than the largest allowed network with its optimizer state: reject a file by its size before reading it. */
export const maxPytorchFileBytes = 400 * 1024 * 1024;

const noOptimizer: OptimizerState = { steps: 0, first: new Float32Array(0), second: new Float32Array(0) };

/** `card`: what the checkpoint itself does not contain. */
export function encodePytorch(
  { shape, vocabulary, parameters, progress, optimizer, training }: Checkpoint,
  card: Pick<ModelCard, 'date' | 'writtenBy'>,
): Uint8Array<ArrayBuffer> {
  const { steps, characters, elapsedMs, bitsPerChar } = progress;
  const seed = training?.settings['seed'];
  const fullCard: ModelCard = {
    ...card,
    ...{ characters, steps, seconds: elapsedMs / 1000 },
    ...(training && { textCharacters: training.textCharacters, settings: training.settings }),
    ...(typeof seed === 'number' && { seed }),
    ...(bitsPerChar !== undefined && { bitsPerChar }),
  };
  const named = (prefix: string, flat: Float32Array): Tensor[] =>
    toPytorch(shape, flat).map((tensor) => ({ ...tensor, name: prefix + tensor.name }));
  const hasMoments = optimizer.first.length > 0 && optimizer.second.length > 0;
  return encodeTensors({
    metadata: {
      format: 'pt',
      version: formatVersion,
      cell: shape.cell,
      characters: charactersOf(vocabulary),
      card: JSON.stringify(fullCard),
    },
    tensors: [
      ...named('', parameters),
      ...(hasMoments
        ? [
            ...named(firstPrefix, optimizer.first),
            ...named(secondPrefix, optimizer.second),
            { name: stepName, shape: [1], values: Float32Array.of(optimizer.steps) },
          ]
        : []),
    ],
  });
}

export interface DecodedModel {
  /** A network with several layers has no optimizer state: it is not trained here. */
  readonly checkpoint: Checkpoint;
  readonly card?: ModelCard;
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
  const hasMoments = [...byName.keys()].some((name) => name.startsWith(optimizerPrefix));
  const shape = shapeOf(byName, metadata['cell']);
  const shapes = pytorchShapes(shape);
  checkNames([...byName.keys()], shapes, hasMoments);
  const { vocabulary, ids } = sortedVocabulary(charactersIn(metadata['characters'], shape.vocabulary));
  const weight = (name: string): Float32Array => checkedValues(byName.get(name)!, shapes.get(name)!, maxWeight);
  const moment =
    (prefix: string) =>
    (name: string): Float32Array =>
      checkedValues(byName.get(prefix + name)!, shapes.get(name)!, Infinity);
  const parameters = yield* fromPytorch(shape, weight, ids, true);
  // The sum of two biases, each in its range, may be out of it.
  if (!areWeights(parameters)) throw new Error(`the sum of two biases is above ${maxWeight}`);
  const isTrainable = layersOf(shape) === 1;
  const optimizer =
    hasMoments && isTrainable
      ? {
          steps: stepsIn(byName.get(stepName)!),
          first: yield* fromPytorch(shape, moment(firstPrefix), ids, false),
          second: yield* fromPytorch(shape, moment(secondPrefix), ids, false),
        }
      : noOptimizer;
  const card = metadata['card'] === undefined ? undefined : decodeCard(metadata['card']);
  const { steps = 0, characters = 0, seconds = 0, bitsPerChar, settings, textCharacters, seed } = card ?? {};
  const checkpoint: Checkpoint = {
    ...{ shape, vocabulary, parameters, optimizer },
    progress: { steps, characters, elapsedMs: seconds * 1000, bitsPerChar },
    ...(settings && {
      training: { settings: { ...settings, ...(seed !== undefined && { seed }) }, textCharacters: textCharacters ?? 0 },
    }),
  };
  return { checkpoint, ...(card && { card }) };
}

function checkNames(found: readonly string[], shapes: ReadonlyMap<string, unknown>, hasMoments: boolean): void {
  const prefixes = hasMoments ? ['', firstPrefix, secondPrefix] : [''];
  const expected = prefixes.flatMap((prefix) => [...shapes.keys()].map((name) => prefix + name));
  if (hasMoments) expected.push(stepName);
  const missing = expected.find((name) => !found.includes(name));
  const names = [...shapes.keys()].join(', ');
  if (missing !== undefined) throw new Error(`its tensor ${missing} is missing; the names are ${names}`);
  const known = new Set(expected);
  const other = found.find((name) => !known.has(name) && !name.startsWith(resumePrefix));
  if (other === undefined) return;
  if (other.endsWith('_reverse')) throw new Error('it is bidirectional: it needs the text after the caret');
  throw new Error(`its tensor ${shown(other)} is not one of ${names}`);
}

/** Cell, sizes and layers follow from the names and shapes of the weights. */
function shapeOf(tensors: ReadonlyMap<string, Tensor>, cellName: string | undefined): ModelShape {
  const { input, recurrent } = layerNames(0);
  const [ih, hh] = [input, recurrent].map((name) => {
    const tensor = tensors.get(name);
    if (!tensor) throw new Error(`its tensor ${name} is missing`);
    return tensor.shape;
  }) as [readonly number[], readonly number[]];
  const [width, H] = hh;
  const [inputWidth, V] = ih;
  if (hh.length !== 2 || ih.length !== 2 || !width || !H || !V || inputWidth !== width) {
    throw new Error(`${input} ${shownShape(ih)} and ${recurrent} ${shownShape(hh)} do not fit each other`);
  }
  if (H > maxHidden) throw new Error(`it has ${H} hidden units; at most ${maxHidden} can suggest`);
  if (V < 2 || V > maxVocabulary) throw new Error(`its vocabulary has ${V} characters, not 2 to ${maxVocabulary}`);
  const cell = cells.find((each) => cellSpecs[each].blocks * H === width);
  if (!cell) throw new Error(`${recurrent} ${shownShape(hh)} is not a tanh RNN, a GRU or an LSTM`);
  if (cellName !== undefined && cellName !== cell) {
    throw new Error(`its cell is named ${shown(cellName)}, but its shapes are those of ${cell}`);
  }
  let layers = 1;
  while (tensors.has(layerNames(layers).input)) layers++;
  if (layers > maxLayers) throw new Error(`it has ${layers} layers; at most ${maxLayers} can suggest`);
  return { cell: cell satisfies Cell, hiddenSize: H, vocabulary: V, ...(layers > 1 && { layers }) };
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

function checkedValues({ name, shape, values }: Tensor, expected: readonly number[], limit: number): Float32Array {
  if (shape.join() !== expected.join()) {
    throw new Error(`${name} has the shape ${shownShape(shape)}, not ${shownShape(expected)}`);
  }
  for (const value of values) {
    if (!Number.isFinite(value)) throw new Error(`${name} contains a value that is not finite`);
    if (Math.abs(value) > limit) throw new Error(`${name} contains ${value}: weights are below ${limit}`);
  }
  return values;
}

function stepsIn(tensor: Tensor): number {
  const steps = checkedValues(tensor, [1], Infinity)[0]!;
  if (!Number.isInteger(steps) || steps < 0) throw new Error(`${tensor.name} is ${steps}, not a number of steps`);
  return steps;
}
