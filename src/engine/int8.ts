// Products of int8 weights and hidden states of 7 bits: the formulas that the reference and the kernels share. Each column of a matrix has
// a scale, w = scale · code. A hidden state h lies in [-1, 1] and is replaced by (q - 63.5) / 63.5 with a code q from 0 to 127, so that
//   Σ w h = scale / 63.5 · Σ code · q - Σ w
// where the last sum is constant, and becomes part of the bias. The sum over codes is exact in 32 bits.
import { tensorTable, type ModelShape, type TensorName } from './modelShape.ts';

/** Codes of weights are from -127 to 127. */
const largestCode = 127;
/** Half the largest code of a state. */
export const halfState = 63.5;

/** The matrices that hidden states are multiplied by. */
export const productTensors: readonly TensorName[] = ['recurrent', 'outputWeight'];

/** The scale of a column of a matrix [rows][columns]: its largest weight has the code 127 or -127. */
export function columnScale(matrix: Float32Array, columns: number, column: number): number {
  let largest = 0;
  for (let at = column; at < matrix.length; at += columns) largest = Math.max(largest, Math.abs(matrix[at]!));
  return Math.fround(largest / largestCode);
}

export function codeOf(weight: number, scale: number): number {
  return scale > 0 ? Math.round(weight / scale) : 0;
}

/** The hidden state that a product uses for `state`. */
export function roundedState(state: number): number {
  return (roundHalfEven(state * halfState + halfState) - halfState) / halfState;
}

/** The parameters with the weights of all products rounded to multiples of their column's scale. */
export function roundedParameters(shape: ModelShape, parameters: Float32Array): Float32Array {
  const rounded = parameters.slice();
  for (const { name, offset, length, shape: sides } of tensorTable(shape)) {
    if (!productTensors.includes(name)) continue;
    const matrix = rounded.subarray(offset, offset + length);
    const columns = sides[1]!;
    for (let column = 0; column < columns; column++) {
      const scale = columnScale(matrix, columns, column);
      for (let at = column; at < length; at += columns) matrix[at] = scale * codeOf(matrix[at]!, scale);
    }
  }
  return rounded;
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}
