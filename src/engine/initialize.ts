// The initial weights of a new model.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { cellSpec } from './cells.ts';
import { parameterCount, tensorTable, type ModelShape, type TensorSpec } from './modelShape.ts';

/** Standard deviation of the input table: large enough to distinguish characters, too small to saturate. */
const inputDeviation = 0.75;

/**
 * Flat parameters for `seed`: an orthogonal matrix for each recurrent block (Saxe et al. 2013: it preserves the norm of the
 * state), uniform ±1/√H for the output weights, and biases 0, except the LSTM's forget bias 1 (Jozefowicz et al. 2015).
 */
export function initialParameters(shape: ModelShape, seed: number): Float32Array {
  const random = xoroshiro128plus(seed);
  const uniform = () => uniformFloat64(random);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const parameters = new Float32Array(parameterCount(shape));
  const fill = ({ offset, length }: TensorSpec, draw: () => number) => {
    for (let i = offset; i < offset + length; i++) parameters[i] = draw();
  };
  const { blocks, openBlock } = cellSpec(shape.cell);
  const bound = 1 / Math.sqrt(shape.hiddenSize);
  for (const tensor of tensorTable(shape)) {
    switch (tensor.name) {
      case 'inputTable':
        fill(tensor, () => inputDeviation * normal());
        break;
      case 'recurrent':
        for (let block = 0; block < blocks; block++)
          placeBlock(parameters, tensor, block, orthogonal(shape.hiddenSize, normal));
        break;
      case 'outputWeight':
        fill(tensor, () => bound * (2 * uniform() - 1));
        break;
      case 'bias':
        if (openBlock !== undefined) {
          const first = tensor.offset + openBlock * shape.hiddenSize;
          parameters.fill(1, first, first + shape.hiddenSize);
        }
        break;
      case 'candidateBias':
      case 'outputBias':
        break;
    }
  }
  return parameters;
}

/** [size][size] with orthonormal rows: normal random numbers, then modified Gram-Schmidt. */
function orthogonal(size: number, normal: () => number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    const current = matrix.subarray(row * size, (row + 1) * size);
    for (let j = 0; j < size; j++) current[j] = normal();
    for (let other = 0; other < row; other++) {
      const done = matrix.subarray(other * size, (other + 1) * size);
      let overlap = 0;
      for (let j = 0; j < size; j++) overlap += current[j]! * done[j]!;
      for (let j = 0; j < size; j++) current[j]! -= overlap * done[j]!;
    }
    let squares = 0;
    for (let j = 0; j < size; j++) squares += current[j]! ** 2;
    for (let j = 0; j < size; j++) current[j]! /= Math.sqrt(squares);
  }
  return matrix;
}

/** Writes a matrix [H][H] as columns block·H .. block·H + H of the recurrent tensor [H][G·H]. */
function placeBlock(
  parameters: Float32Array,
  { shape, offset }: TensorSpec,
  block: number,
  matrix: Float64Array,
): void {
  const [size, width] = shape as readonly [number, number];
  for (let row = 0; row < size; row++) {
    parameters.set(matrix.subarray(row * size, (row + 1) * size), offset + row * width + block * size);
  }
}
