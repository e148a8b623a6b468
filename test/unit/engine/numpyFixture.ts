// The golden numbers of the numpy notebook, mapped to our tensor table: its matrices multiply from the left, ours from the
// right, so each is transposed. And the one measure of difference that all parity tests print.
import { readFileSync } from 'node:fs';
import { tensorTable } from '../../../src/engine/modelShape.ts';
import type { ModelShape } from '../../../src/engine/modelShape.ts';

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
  return { cell: 'tanh', hidden: n_a, vocabulary: n_y };
}

/** Ids to read: the notebook's first input is no character. */
export function inputsOf({ X }: NumpyCase): number[] {
  return X.map((id) => id ?? -1);
}

/** Our flat array from the notebook's weights (or, with names d…, its gradients). */
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

/** Largest absolute difference over the largest magnitude expected, which counts as `leastScale` at least. */
export function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>, leastScale = 0): number {
  let difference = 0;
  let scale = leastScale;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
    scale = Math.max(scale, Math.abs(expected[i]!));
    if (Number.isNaN(actual[i]!)) return NaN;
  }
  return difference / (scale || 1);
}

/**
 * Same, tensor by tensor. With `leastShare`, a tensor that nearly vanishes is measured against that share of the largest:
 * beside weights of 1 a float32 cannot hold it better.
 */
export function differences(
  shape: ModelShape,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  leastShare = 0,
): Record<string, number> {
  const largest = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const part = (values: ArrayLike<number>, offset: number, length: number) =>
    Array.from({ length }, (_, i) => values[offset + i]!);
  return Object.fromEntries(
    tensorTable(shape).map(({ name, offset, length }) => [
      name,
      largestDifference(part(actual, offset, length), part(expected, offset, length), leastShare * largest),
    ]),
  );
}
