// The shape of a model and its tensor table (name, shape, offset). The table drives everything that touches parameters:
// initialization, packing for the kernels, the checkpoint file, and the tests that compare engines.
import { cellSpec, type Cell } from './cells.ts';

export interface ModelShape {
  readonly cell: Cell;
  /** H: hidden units. */
  readonly hidden: number;
  /** V: character ids. */
  readonly vocabulary: number;
}

export type TensorName = 'inputTable' | 'recurrent' | 'bias' | 'candidateBias' | 'outputWeight' | 'outputBias';

export interface TensorSpec {
  readonly name: TensorName;
  /** Row-major. */
  readonly shape: readonly [number] | readonly [number, number];
  /** In floats, from the start of the flat parameter array. */
  readonly offset: number;
  readonly length: number;
}

/**
 * The parameters of a model, in the order of the flat array, all row-major. G is the number of blocks of the cell.
 * inputTable [V][G·H]: a row is what one character adds to the pre-activations, so the one-hot product is a table lookup.
 * recurrent [H][G·H], bias [G·H].
 * candidateBias [H], only for a cell with a recurrent bias: added to the last block before the reset gate multiplies it.
 * outputWeight [H][V], outputBias [V].
 */
export function tensorTable({ cell, hidden, vocabulary }: ModelShape): readonly TensorSpec[] {
  const { blocks, recurrentBias } = cellSpec(cell);
  const width = blocks * hidden;
  const shapes: [TensorName, TensorSpec['shape']][] = [
    ['inputTable', [vocabulary, width]],
    ['recurrent', [hidden, width]],
    ['bias', [width]],
    ...(recurrentBias ? [['candidateBias', [hidden]] as [TensorName, TensorSpec['shape']]] : []),
    ['outputWeight', [hidden, vocabulary]],
    ['outputBias', [vocabulary]],
  ];
  let offset = 0;
  return shapes.map(([name, shape]) => {
    const length = shape.reduce((product, side) => product * side, 1);
    const spec = { name, shape, offset, length };
    offset += length;
    return spec;
  });
}

/** Floats in the flat parameter array. */
export function parameterCount(shape: ModelShape): number {
  return tensorTable(shape).reduce((sum, tensor) => sum + tensor.length, 0);
}
