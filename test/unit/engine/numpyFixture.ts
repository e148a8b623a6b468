// Reference values of the numpy notebook, mapped to our tensor table. Its matrices multiply from the left, ours from the right, so
// each is transposed. Also the measure of difference that all comparisons print.
import { readFileSync } from 'node:fs';
import { tensorTable, type ModelShape } from '../../../src/engine/modelShape.ts';

type Matrix = readonly (readonly number[])[];
type Weights = {
  readonly Wax: Matrix;
  readonly Waa: Matrix;
  readonly Wya: Matrix;
  readonly b: Matrix;
  readonly by: Matrix;
};

export interface NumpyCase {
  readonly name: string;
  readonly n_x: number;
  readonly n_a: number;
  readonly n_y: number;
  readonly weightScale: number;
  readonly X: readonly (number | null)[];
  readonly Y: readonly number[];
  readonly a0: readonly number[];
  readonly parameters: Weights;
  readonly loss: number;
  readonly hidden: Matrix;
  readonly probabilities: Matrix;
  readonly gradients: Readonly<Record<'dWax' | 'dWaa' | 'dWya' | 'db' | 'dby' | 'da_next', Matrix>>;
  readonly learningRate: number;
  readonly updated: Weights;
}

interface NumpyFixture {
  readonly cases: readonly NumpyCase[];
  readonly training: {
    readonly text: string;
    readonly chars: readonly string[];
    readonly n_a: number;
    readonly learningRate: number;
    readonly sequenceLength: number;
    readonly losses: readonly number[];
  };
}

export const numpy: NumpyFixture = JSON.parse(
  readFileSync(new URL('../../fixtures/numpy-rnn.json', import.meta.url), 'utf8'),
) as NumpyFixture;

export function shapeOf({ n_a, n_y }: { n_a: number; n_y: number }): ModelShape {
  return { cell: 'tanh', hiddenSize: n_a, vocabulary: n_y };
}

/** Input ids. The notebook's first input is no character. */
export function inputsOf({ X }: NumpyCase): number[] {
  return X.map((id) => id ?? -1);
}

/** Our flat array from the notebook's weights or gradients. */
export function flatten(shape: ModelShape, { Wax, Waa, Wya, b, by }: Weights): Float64Array {
  const flat: number[] = [];
  for (const { name } of tensorTable(shape)) {
    if (name === 'inputTable') flat.push(...transposed(Wax));
    else if (name === 'recurrent') flat.push(...transposed(Waa));
    else if (name === 'outputWeight') flat.push(...transposed(Wya));
    else if (name === 'bias') flat.push(...b.flat());
    else if (name === 'outputBias') flat.push(...by.flat());
  }
  return Float64Array.from(flat);
}

export function gradientsOf({ gradients: { dWax, dWaa, dWya, db, dby } }: NumpyCase): Weights {
  return { Wax: dWax, Waa: dWaa, Wya: dWya, b: db, by: dby };
}

function transposed(matrix: Matrix): number[] {
  return matrix[0]!.flatMap((_, column) => matrix.map((row) => row[column]!));
}

/** Largest absolute difference, relative to the largest expected magnitude or `minScale`, whichever is larger. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>, minScale = 0): number {
  let difference = 0;
  let scale = minScale;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
    scale = Math.max(scale, Math.abs(expected[i]!));
    if (Number.isNaN(actual[i]!)) return NaN;
  }
  return difference / (scale || 1);
}

type Floats = Float32Array | Float64Array | number[];

/**
 * The same for each tensor. With `minShare`, a tensor of tiny values is measured relative to that share of the largest value, because
 * float32 is not more exact next to weights of 1.
 */
export function differences(shape: ModelShape, actual: Floats, expected: Floats, minShare = 0): Record<string, number> {
  let largest = 0;
  for (let i = 0; i < expected.length; i++) largest = Math.max(largest, Math.abs(expected[i]!));
  return Object.fromEntries(
    tensorTable(shape).map(({ name, offset, length }) => {
      const part = (values: Floats) => values.slice(offset, offset + length);
      return [name, largestDifference(part(actual), part(expected), minShare * largest)];
    }),
  );
}
