// File format of a network with int8 weights, a quarter of the size of a checkpoint: each row of the input table and each column of the
// other matrices has its own scale, as the int8 products of the engine need it, and biases stay f32. The script
// scripts/assets/pretrainedNetwork.mjs writes it, the predictor and the analyzer read it. Little-endian:
//   'hidden-state network 2', NUL | checksum u32 of everything after it | header length u32 | header JSON |
//   scales f32 | biases f32 | weights i8, row by row
import * as v from 'valibot';
import { cells } from '../../engine/cells.ts';
import { codeOf, columnScale, productTensors } from '../../engine/int8.ts';
import { parameterCount, tensorTable, type ModelShape, type TensorSpec } from '../../engine/modelShape.ts';
import type { Work } from '../work.ts';
import { shownIssue } from './fileValues.ts';
import { fnv1a } from './fnv1a.ts';
import { charactersOf, vocabularyOf, type Vocabulary } from './vocabulary.ts';

export interface Int8Network {
  readonly shape: ModelShape;
  readonly vocabulary: Vocabulary;
  /** Flat, in the order of `tensorTable(shape)`. Encoding rounds a weight by at most half of its scale. */
  readonly parameters: Float32Array;
}

const signature = 'hidden-state network 2\0';
const wordBytes = 4;
const floatBytes = 4;
/** A scale or a bias that is larger is damage, and would cause infinite activations. */
const largestValue = 1e9;
/** Rows decoded between two yields. */
const rowsPerSlice = 64;

const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));
const headerSchema = v.object({
  cell: v.picklist(cells),
  hidden: positive,
  characters: v.string(),
});

export function encodeInt8Network({ shape, vocabulary, parameters }: Int8Network): Uint8Array<ArrayBuffer> {
  const { scales, weights, biases } = sizesOf(shape);
  const body = new Uint8Array(floatBytes * (scales + biases) + weights);
  const view = new DataView(body.buffer);
  let [scaleAt, biasAt, weightAt] = [0, floatBytes * scales, floatBytes * (scales + biases)];
  for (const tensor of tensorTable(shape)) {
    const values = parameters.subarray(tensor.offset, tensor.offset + tensor.length);
    if (!isMatrix(tensor)) {
      for (const value of values) {
        view.setFloat32(biasAt, value, true);
        biasAt += floatBytes;
      }
      continue;
    }
    const ownScales = scalesOf(tensor, values);
    for (const scale of ownScales) {
      view.setFloat32(scaleAt, scale, true);
      scaleAt += floatBytes;
    }
    values.forEach((value, at) => view.setInt8(weightAt++, codeOf(value, ownScales[scaleIndex(tensor, at)]!)));
  }
  const header: v.InferInput<typeof headerSchema> = {
    cell: shape.cell,
    hidden: shape.hiddenSize,
    characters: charactersOf(vocabulary),
  };
  const encoder = new TextEncoder();
  const json = encoder.encode(JSON.stringify(header));
  const rest = concat([word(json.length), json, body]);
  return concat([encoder.encode(signature), word(fnv1a(rest)), rest]);
}

/**
 * Decodes in slices: yields after every 64 rows, so that a thread can answer messages meanwhile.
 * @throws Error whose message states what is wrong with the bytes.
 */
export function* decodeInt8Network(bytes: Uint8Array): Work<Int8Network> {
  const decoder = new TextDecoder();
  if (decoder.decode(bytes.subarray(0, signature.length)) !== signature) throw new Error('it is not an int8 network');
  const start = signature.length + 2 * wordBytes;
  if (bytes.length < start) throw new Error('it is truncated');
  const words = new DataView(bytes.buffer, bytes.byteOffset + signature.length, 2 * wordBytes);
  if (words.getUint32(0, true) !== fnv1a(bytes.subarray(signature.length + wordBytes))) {
    throw new Error('its checksum is wrong: it is damaged');
  }
  yield;
  const length = words.getUint32(wordBytes, true);
  const parsed = v.safeParse(headerSchema, jsonOf(decoder.decode(bytes.subarray(start, start + length))));
  if (!parsed.success) throw new Error(`its header is wrong: ${shownIssue(parsed.issues)}`);
  const { cell, hidden, characters } = parsed.output;
  const vocabulary = vocabularyOf(characters);
  const shape = { cell, hiddenSize: hidden, vocabulary: vocabulary.size };
  const body = bytes.subarray(start + length);
  const { scales, weights, biases } = sizesOf(shape);
  if (body.length !== floatBytes * (scales + biases) + weights) throw new Error('its weights do not fit its shape');
  return { shape, vocabulary, parameters: yield* dequantize(shape, body) };
}

/** Multiplies each weight by its scale. */
function* dequantize(shape: ModelShape, body: Uint8Array): Work<Float32Array> {
  const { scales, biases } = sizesOf(shape);
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const parameters = new Float32Array(parameterCount(shape));
  let [scaleAt, biasAt, weightAt] = [0, floatBytes * scales, floatBytes * (scales + biases)];
  let row = 0;
  for (const tensor of tensorTable(shape)) {
    const end = tensor.offset + tensor.length;
    if (!isMatrix(tensor)) {
      for (let at = tensor.offset; at < end; at++, biasAt += floatBytes) parameters[at] = valueAt(view, biasAt);
      continue;
    }
    const ownScales = Float32Array.from({ length: scaleCount(tensor) }, (_, i) =>
      valueAt(view, scaleAt + floatBytes * i),
    );
    scaleAt += floatBytes * ownScales.length;
    for (let at = 0; at < tensor.length; at++) {
      if (at % tensor.shape[1] === 0 && ++row % rowsPerSlice === 0) yield;
      parameters[tensor.offset + at] = ownScales[scaleIndex(tensor, at)]! * view.getInt8(weightAt++);
    }
  }
  return parameters;
}

/** @throws Error for a number that is not finite or out of range. */
function valueAt(view: DataView, at: number): number {
  const value = view.getFloat32(at, true);
  // False for NaN.
  if (!(Math.abs(value) <= largestValue)) throw new Error('its weights are out of range');
  return value;
}

type Matrix = TensorSpec & { readonly shape: readonly [number, number] };

function hasColumnScales({ name }: Matrix): boolean {
  return productTensors.includes(name);
}

function scaleCount(matrix: Matrix): number {
  return hasColumnScales(matrix) ? matrix.shape[1] : matrix.shape[0];
}

/** The scale of an element. */
function scaleIndex(matrix: Matrix, at: number): number {
  const columns = matrix.shape[1];
  return hasColumnScales(matrix) ? at % columns : Math.floor(at / columns);
}

/** The largest weight of each row or column has the code 127 or -127. */
function scalesOf(matrix: Matrix, values: Float32Array): readonly number[] {
  const columns = matrix.shape[1];
  const rowOf = (row: number): Float32Array => values.subarray(row * columns, (row + 1) * columns);
  return Array.from({ length: scaleCount(matrix) }, (_, index) =>
    hasColumnScales(matrix) ? columnScale(values, columns, index) : columnScale(rowOf(index), 1, 0),
  );
}

function isMatrix(tensor: TensorSpec): tensor is Matrix {
  return tensor.shape.length === 2;
}

/** Number of scales, matrix elements, and bias elements. */
function sizesOf(shape: ModelShape): { scales: number; weights: number; biases: number } {
  let [scales, weights, biases] = [0, 0, 0];
  for (const tensor of tensorTable(shape)) {
    if (isMatrix(tensor)) [scales, weights] = [scales + scaleCount(tensor), weights + tensor.length];
    else biases += tensor.length;
  }
  return { scales, weights, biases };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('its header is not JSON');
  }
}

function word(value: number): Uint8Array {
  const bytes = new Uint8Array(wordBytes);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
