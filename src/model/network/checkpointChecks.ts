// What the file of a model may contain: the names and shapes of its tensors, its vocabulary, and values that a training can produce.
import { cells, cellSpecs } from '../../engine/cells.ts';
import type { ModelShape } from '../../engine/modelShape.ts';
import { runToEnd, type Work } from '../work.ts';
import { shown, shownShape } from './fileValues.ts';
import {
  firstPrefix,
  layerNames,
  optimizerPrefix,
  pytorchShapes,
  resumePrefix,
  secondPrefix,
  stepName,
} from './pytorchTensors.ts';
import type { Tensor } from './safetensors.ts';
import { defaultVocabularyLimits, vocabularyOf } from './vocabulary.ts';

/** Larger networks are too slow for suggestions. */
const maxHidden = 1024;
const maxLayers = 3;
const maxVocabulary = defaultVocabularyLimits.maxSize;
/** A trained weight is below 100. A larger one is damage, or an attempt to cause infinite values later. */
const maxWeight = 1e4;
/** Values checked between two pauses: less than a millisecond. */
const checkedAtOnce = 1 << 17;

/** Sizes and layers follow from the names and shapes of the weights, and the cell as far as they tell. */
export function shapeOf(tensors: ReadonlyMap<string, Tensor>, cellName: string | undefined): ModelShape {
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
  const fitting = cells.filter((each) => cellSpecs[each].blocks * H === width);
  if (fitting.length === 0) throw new Error(`${recurrent} ${shownShape(hh)} is not a tanh RNN, a GRU or an LSTM`);
  // Several cells may have the same number of blocks: then the name tells which one it is.
  const cell = cellName === undefined ? fitting[0] : fitting.find((each) => each === cellName);
  if (!cell)
    throw new Error(`its cell is named ${shown(cellName!)}, but its shapes are those of ${fitting.join(' or ')}`);
  let layers = 1;
  while (tensors.has(layerNames(layers).input)) layers++;
  if (layers > maxLayers) throw new Error(`it has ${layers} layers; at most ${maxLayers} can suggest`);
  return { cell, hiddenSize: H, vocabulary: V, ...(layers > 1 && { layers }) };
}

/** Whether all tensors are there, with their shapes, and no others. Tells whether the moments of an optimizer are among them. */
export function checkNames(tensors: ReadonlyMap<string, Tensor>, shape: ModelShape): { readonly hasMoments: boolean } {
  const shapes = pytorchShapes(shape);
  const found = [...tensors.keys()];
  const hasMoments = found.some((name) => name.startsWith(optimizerPrefix) && name !== stepName);
  const prefixes = hasMoments ? ['', firstPrefix, secondPrefix] : [''];
  const expected = new Map<string, readonly number[]>(
    prefixes.flatMap((prefix) => Array.from(shapes, ([name, sides]) => [prefix + name, sides] as const)),
  );
  if (hasMoments || tensors.has(stepName)) expected.set(stepName, [1]);
  const names = [...shapes.keys()].join(', ');
  const missing = [...expected.keys()].find((name) => !tensors.has(name));
  if (missing !== undefined) throw new Error(`its tensor ${missing} is missing; the names are ${names}`);
  const other = found.find((name) => !expected.has(name) && !name.startsWith(resumePrefix));
  if (other?.endsWith('_reverse')) throw new Error('it is bidirectional: it needs the text after the caret');
  if (other !== undefined) throw new Error(`its tensor ${shown(other)} is not one of ${names}`);
  for (const [name, sides] of expected) {
    const found = tensors.get(name)!.shape;
    if (found.join() !== sides.join())
      throw new Error(`${name} has the shape ${shownShape(found)}, not ${shownShape(sides)}`);
  }
  return { hasMoments };
}

/**
 * The vocabulary, and our id of each row of the file, [V]: ours are in code point order. `text`: the characters of the ids 1 to V - 1.
 */
export function vocabularyOfFile(text: string | undefined, V: number) {
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
  const vocabulary = vocabularyOf(characters);
  return { vocabulary, ids: [0, ...characters.map((character) => vocabulary.idOf(character.codePointAt(0)!))] };
}

/** Undefined: the file has none. */
export function checkedSteps(tensor: Tensor | undefined): number {
  const steps = tensor?.values[0] ?? 0;
  if (!Number.isInteger(steps) || steps < 0) throw new Error(`${stepName} is ${steps}, not a number of steps`);
  return steps;
}

/** Weights are in the range of trained ones, all other values are finite. */
export function* checkTensors(tensors: readonly Tensor[]): Work {
  for (const { name, values } of tensors) {
    const isWeight = !name.startsWith(optimizerPrefix) && !name.startsWith(resumePrefix);
    const outside = yield* firstOutside(isWeight ? maxWeight : Number.MAX_VALUE, values);
    if (outside === undefined) continue;
    if (!Number.isFinite(outside)) throw new Error(`${shown(name)} contains a value that is not finite`);
    throw new Error(`${name} contains ${outside}: weights are below ${maxWeight}`);
  }
}

/** The sum of two biases, each in its range, may be out of it. */
export function* checkSums(parameters: Float32Array): Work {
  if ((yield* firstOutside(maxWeight, parameters)) !== undefined) {
    throw new Error(`the sum of two biases is above ${maxWeight}`);
  }
}

/** Whether all values are in the range of trained weights. */
export function areWeights(values: Float32Array): boolean {
  return runToEnd(firstOutside(maxWeight, values)) === undefined;
}

/** The first value that is further from 0 than `limit`, or NaN. A loop, because it is ten times as fast as a call for each value. */
function* firstOutside(limit: number, values: Float32Array): Work<number | undefined> {
  for (let from = 0; from < values.length; from += checkedAtOnce) {
    const to = Math.min(values.length, from + checkedAtOnce);
    // The comparison is false for NaN.
    for (let at = from; at < to; at++) if (!(Math.abs(values[at]!) <= limit)) return values[at];
    yield;
  }
  return undefined;
}
