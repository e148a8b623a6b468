// The shape of a model and its tensor table (name, shape, offset). The table drives everything that touches parameters:
// initialization, packing for the kernels, the checkpoint file, and the tests that compare engines.
import { cellSpec, type Cell } from './cells.ts';

export interface ModelShape {
  readonly cell: Cell;
  /** H: hidden units. */
  readonly hiddenSize: number;
  /** V: character ids. */
  readonly vocabulary: number;
  /**
   * L: recurrent layers of H units, each reading the hidden state of the one below it. Undefined: 1. Only a network with one layer
   * is trained here.
   */
  readonly layers?: number;
}

export function layersOf({ layers = 1 }: ModelShape): number {
  return layers;
}

/** @throws Error for a network with several layers, which only a reader can run. */
export function assertOneLayer(shape: ModelShape): void {
  if (layersOf(shape) > 1) throw new Error(`a network with ${layersOf(shape)} layers cannot be trained here`);
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
 * The parameters of a model with one layer, in the order of the flat array, all row-major. G is the number of blocks of the cell. Those
 * of further layers follow (`upperTensors`).
 * inputTable [V][G·H]: a row is what one character adds to the pre-activations, so the one-hot product is a table lookup.
 * recurrent [H][G·H], bias [G·H].
 * candidateBias [H], only for a cell with a recurrent bias: added to the last block before the reset gate multiplies it.
 * outputWeight [H][V], outputBias [V].
 */
export function tensorTable({ cell, hiddenSize, vocabulary }: ModelShape): readonly TensorSpec[] {
  const { blocks, recurrentBias } = cellSpec(cell);
  const width = blocks * hiddenSize;
  const shapes: [TensorName, TensorSpec['shape']][] = [
    ['inputTable', [vocabulary, width]],
    ['recurrent', [hiddenSize, width]],
    ['bias', [width]],
    ...(recurrentBias ? [['candidateBias', [hiddenSize]] as [TensorName, TensorSpec['shape']]] : []),
    ['outputWeight', [hiddenSize, vocabulary]],
    ['outputBias', [vocabulary]],
  ];
  return placed(shapes, 0);
}

/** Tensors one after the other, from `start` on. */
function placed<Name>(
  shapes: readonly (readonly [Name, TensorSpec['shape']])[],
  start: number,
): (Omit<TensorSpec, 'name'> & { readonly name: Name })[] {
  let offset = start;
  return shapes.map(([name, shape]) => {
    const length = shape.reduce((product, side) => product * side, 1);
    const spec = { name, shape, offset, length };
    offset += length;
    return spec;
  });
}

export type LayerTensorName = 'inputWeight' | 'recurrent' | 'bias' | 'candidateBias';

export interface LayerTensorSpec extends Omit<TensorSpec, 'name'> {
  readonly name: LayerTensorName;
  /** 1 .. L - 1 */
  readonly layer: number;
}

/**
 * The parameters of the layers above the first one, in the order of the flat array, layer by layer.
 * inputWeight [H][G·H]: the weights of the hidden state of the layer below. The others are as in `tensorTable`.
 */
export function upperTensors(shape: ModelShape): readonly LayerTensorSpec[] {
  const { hiddenSize } = shape;
  const { blocks, recurrentBias } = cellSpec(shape.cell);
  const width = blocks * hiddenSize;
  const shapes: [LayerTensorName, TensorSpec['shape']][] = [
    ['inputWeight', [hiddenSize, width]],
    ['recurrent', [hiddenSize, width]],
    ['bias', [width]],
    ...(recurrentBias ? [['candidateBias', [hiddenSize]] as [LayerTensorName, TensorSpec['shape']]] : []),
  ];
  const start = lengthOf(tensorTable(shape));
  const length = lengthOf(placed(shapes, 0));
  return Array.from({ length: layersOf(shape) - 1 }, (_, below) =>
    placed(shapes, start + below * length).map((tensor) => ({ ...tensor, layer: below + 1 })),
  ).flat();
}

/** Floats in the flat parameter array. */
export function parameterCount(shape: ModelShape): number {
  return lengthOf(tensorTable(shape)) + lengthOf(upperTensors(shape));
}

/** Weights that a reader multiplies for one character: all but the input table, of which it reads one row. */
export function weightsPerCharacter(shape: ModelShape): number {
  const [inputTable] = tensorTable(shape);
  return parameterCount(shape) - inputTable!.length;
}

function lengthOf(tensors: readonly { readonly length: number }[]): number {
  return tensors.reduce((sum, { length }) => sum + length, 0);
}
