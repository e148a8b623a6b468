// Hyperparameters -> one tensor table (name, shape, offset). The table drives everything that touches parameters:
// initialisation, packing for the kernels, the checkpoint file, parity tests.

/** The recurrent cell. `tanh` is the Elman network of the origin. */
export type Cell = 'tanh' | 'gru' | 'lstm';
export const cells: readonly Cell[] = ['tanh', 'gru', 'lstm'];

export interface ModelShape {
  readonly cell: Cell;
  /** Hidden units, H. */
  readonly hidden: number;
  /** Character ids, V. */
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

/** Blocks of H columns in the recurrent product: tanh (h); gru (reset, update, candidate); lstm (in, forget, cell, out). */
export const gateCounts: Readonly<Record<Cell, number>> = { tanh: 1, gru: 3, lstm: 4 };

export type GateName = 'reset' | 'update' | 'input' | 'forget' | 'output';

/** The gates that open and close between 0 and 1, and which of the blocks above each is. */
export const gateBlocks: Readonly<Record<Cell, readonly { readonly name: GateName; readonly block: number }[]>> = {
  tanh: [],
  gru: [
    { name: 'reset', block: 0 },
    { name: 'update', block: 1 },
  ],
  lstm: [
    { name: 'input', block: 0 },
    { name: 'forget', block: 1 },
    { name: 'output', block: 3 },
  ],
};

/**
 * The parameters of a model, in the order of the flat array. With G gates, all row-major:
 * inputTable [V][G·H] (row = what one character adds to the pre-activations: the one-hot product is a gather),
 * recurrent [H][G·H], bias [G·H], candidateBias [H] (gru only: added to the recurrent candidate before the reset gate
 * multiplies it, the variant of cuDNN and PyTorch), outputWeight [H][V], outputBias [V].
 */
export function tensorTable({ cell, hidden, vocabulary }: ModelShape): readonly TensorSpec[] {
  const width = gateCounts[cell] * hidden;
  const shapes: [TensorName, TensorSpec['shape']][] = [
    ['inputTable', [vocabulary, width]],
    ['recurrent', [hidden, width]],
    ['bias', [width]],
    ...(cell === 'gru' ? [['candidateBias', [hidden]] as [TensorName, TensorSpec['shape']]] : []),
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
