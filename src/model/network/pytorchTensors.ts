// Converts values in the order of our parameters (weights, or moments of the optimizer) to tensors with PyTorch's names and shapes, and
// back. checkpoint.ts describes the file.
// Symbols: V vocabulary size, H hidden units, G blocks of the cell.
import { cellSpec } from '../../engine/cells.ts';
import {
  layersOf,
  parameterCount,
  tensorTable,
  upperTensors,
  type LayerTensorName,
  type ModelShape,
  type TensorName,
} from '../../engine/modelShape.ts';
import type { Work } from '../work.ts';
import type { Tensor } from './safetensors.ts';

/** What the names of the optimizer's tensors begin with: the moments of AdamW for each name, and the number of steps. */
export const optimizerPrefix = 'optimizer.';
export const firstPrefix = `${optimizerPrefix}exp_avg.`;
export const secondPrefix = `${optimizerPrefix}exp_avg_sq.`;
export const stepName = `${optimizerPrefix}step`;
/** What an interrupted training needs to continue exactly. */
export const resumePrefix = 'resume.';

export const outputWeight = 'output.weight';
export const outputBias = 'output.bias';
export const layerNames = (layer: number) => ({
  input: `rnn.weight_ih_l${layer}`,
  recurrent: `rnn.weight_hh_l${layer}`,
  inputBias: `rnn.bias_ih_l${layer}`,
  recurrentBias: `rnn.bias_hh_l${layer}`,
});

/** The names and shapes of all tensors. */
export function pytorchShapes(shape: ModelShape): ReadonlyMap<string, readonly number[]> {
  const { hiddenSize: H, vocabulary: V } = shape;
  const width = cellSpec(shape.cell).blocks * H;
  const layers = Array.from({ length: layersOf(shape) }, (_, layer): [string, number[]][] => {
    const { input, recurrent, inputBias, recurrentBias } = layerNames(layer);
    return [
      [input, [width, layer === 0 ? V : H]],
      [recurrent, [width, H]],
      [inputBias, [width]],
      [recurrentBias, [width]],
    ];
  });
  return new Map([...layers.flat(), [outputWeight, [V, H]], [outputBias, [V]]]);
}

/** `flat`: values in the order of `tensorTable(shape)` and `upperTensors(shape)`. Their second bias is 0 where we have none. */
export function toPytorch(shape: ModelShape, flat: Float32Array): Tensor[] {
  const { hiddenSize: H, vocabulary: V } = shape;
  const width = cellSpec(shape.cell).blocks * H;
  const { first, upper } = viewsOf(shape, flat);
  const shapes = pytorchShapes(shape);
  const tensor = (name: string, values: Float32Array): Tensor => ({ name, shape: shapes.get(name)!, values });
  const layerTensors = (layer: number, views: LayerViews, input: Float32Array, inputRows: number): Tensor[] => {
    const names = layerNames(layer);
    const secondBias = new Float32Array(width);
    if (views.candidateBias) secondBias.set(views.candidateBias, width - H);
    return [
      tensor(names.input, transposed(input, inputRows, width)),
      tensor(names.recurrent, transposed(views.recurrent, H, width)),
      tensor(names.inputBias, views.bias),
      tensor(names.recurrentBias, secondBias),
    ];
  };
  return [
    ...layerTensors(0, first, first.inputTable, V),
    ...upper.flatMap((views, below) => layerTensors(below + 1, views, views.inputWeight, H)),
    tensor(outputWeight, transposed(first.outputWeight, H, V)),
    tensor(outputBias, first.outputBias),
  ];
}

/**
 * The opposite. `read` returns the values of a tensor, in its shape. `ids`: our id of each row of the file, [V]. `addsBiases`: the bias
 * is the sum of both (weights); otherwise it is the first (moments: the gradients of both are the same). Yields between tensors.
 */
export function* fromPytorch(
  shape: ModelShape,
  read: (name: string) => Float32Array,
  ids: readonly number[],
  addsBiases: boolean,
): Work<Float32Array> {
  const { hiddenSize: H, vocabulary: V } = shape;
  const width = cellSpec(shape.cell).blocks * H;
  const flat = new Float32Array(parameterCount(shape));
  const { first, upper } = viewsOf(shape, flat);
  function* readLayer(layer: number, views: LayerViews): Work {
    const names = layerNames(layer);
    transposeInto(views.recurrent, read(names.recurrent), width, H);
    yield;
    const [inputBias, recurrentBias] = [read(names.inputBias), read(names.recurrentBias)];
    const separate = views.candidateBias ? width - H : width;
    for (let at = 0; at < width; at++) {
      const second = addsBiases && at < separate ? recurrentBias[at]! : 0;
      // -0 stays what it is, so that our own files are read bit by bit.
      views.bias[at] = second === 0 ? inputBias[at]! : inputBias[at]! + second;
    }
    views.candidateBias?.set(recurrentBias.subarray(separate));
  }

  yield* readLayer(0, first);
  const table = transposed(read(layerNames(0).input), width, V);
  yield;
  const theirOutput = read(outputWeight);
  const theirBias = read(outputBias);
  ids.forEach((id, row) => {
    first.inputTable.set(table.subarray(row * width, (row + 1) * width), id * width);
    for (let unit = 0; unit < H; unit++) first.outputWeight[unit * V + id] = theirOutput[row * H + unit]!;
    first.outputBias[id] = theirBias[row]!;
  });
  yield;
  for (const [below, views] of upper.entries()) {
    yield* readLayer(below + 1, views);
    transposeInto(views.inputWeight, read(layerNames(below + 1).input), width, H);
    yield;
  }
  return flat;
}

interface LayerViews {
  readonly recurrent: Float32Array;
  readonly bias: Float32Array;
  readonly candidateBias?: Float32Array;
}

interface FirstViews extends LayerViews, Readonly<Record<Exclude<TensorName, keyof LayerViews>, Float32Array>> {}

interface UpperViews extends LayerViews, Readonly<Record<Exclude<LayerTensorName, keyof LayerViews>, Float32Array>> {}

function viewsOf(shape: ModelShape, flat: Float32Array): { readonly first: FirstViews; readonly upper: UpperViews[] } {
  const view = ({
    name,
    offset,
    length,
  }: {
    readonly name: string;
    readonly offset: number;
    readonly length: number;
  }) => [name, flat.subarray(offset, offset + length)] as const;
  const tensors = upperTensors(shape);
  return {
    first: Object.fromEntries(tensorTable(shape).map(view)) as unknown as FirstViews,
    upper: Array.from(
      { length: layersOf(shape) - 1 },
      (_, below) =>
        Object.fromEntries(tensors.filter(({ layer }) => layer === below + 1).map(view)) as unknown as UpperViews,
    ),
  };
}

/** [rows][columns] -> [columns][rows]. */
function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  const result = new Float32Array(matrix.length);
  transposeInto(result, matrix, rows, columns);
  return result;
}

function transposeInto(result: Float32Array, matrix: Float32Array, rows: number, columns: number): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) result[column * rows + row] = matrix[row * columns + column]!;
  }
}
