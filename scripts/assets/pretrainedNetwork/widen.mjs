// Adds hidden units to a trained network without changing what it predicts, after the idea of Net2Net (Chen et al. 2016): the new units
// read the old ones, but nothing reads the new ones until training changes their outgoing weights, which begin at zero.
import { initialParameters } from '../../../src/engine/initialize.ts';
import { tensorTable } from '../../../src/engine/modelShape.ts';

/**
 * @param {{ shape: import('../../../src/engine/modelShape.ts').ModelShape, parameters: Float32Array }} network
 * @param {number} hiddenSize At least that of the network.
 * @param {number} seed For the incoming weights of the new units.
 * @returns {Float32Array} Flat parameters of the wider network.
 */
export function widened({ shape, parameters }, hiddenSize, seed) {
  const wide = { ...shape, hiddenSize };
  const result = initialParameters(wide, seed);
  const narrowTensors = tensorTable(shape);
  for (const [index, { name, offset, ...tensor }] of tensorTable(wide).entries()) {
    const narrow = narrowTensors[index];
    const [rows, columns] = sidesOf(tensor);
    const [oldRows, oldColumns] = sidesOf(narrow);
    // Columns are blocks of units, except in the output tensors, where they are characters.
    const [block, oldBlock] = /^output/.test(name) ? [columns, oldColumns] : [hiddenSize, shape.hiddenSize];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const unit = column % block;
        if (unit >= oldBlock) continue;
        const oldColumn = Math.floor(column / block) * oldBlock + unit;
        const value = row < oldRows ? parameters[narrow.offset + row * oldColumns + oldColumn] : 0;
        result[offset + row * columns + column] = value;
      }
    }
  }
  return result;
}

/** Rows and columns; a vector is one row. */
function sidesOf({ shape }) {
  return shape.length === 2 ? shape : [1, shape[0]];
}
