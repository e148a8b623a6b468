// The reader in float64: one character at a time, with one or more layers.
// Symbols: V vocabulary size, H hidden units, G blocks of the cell, S recurrent state of a layer.
import type { Precision, Reader } from './engine.ts';
import { cellSpec } from './cells.ts';
import { roundedParameters, roundedState } from './int8.ts';
import {
  assertOneLayer,
  layersOf,
  parameterCount,
  upperTensors,
  type LayerTensorName,
  type ModelShape,
} from './modelShape.ts';
import { addProduct, gatherInput, recurrentProduct, stateLength, tensorViews } from './reference.ts';
import { referenceCells, type CellStep } from './referenceCells.ts';

/** Views of the parameters of one layer. */
interface LayerWeights {
  readonly recurrent: Float64Array;
  readonly bias: Float64Array;
  readonly candidateBias: Float64Array;
}

interface UpperWeights extends LayerWeights {
  /** [H][G·H] */
  readonly inputWeight: Float64Array;
}

export class ReferenceReader implements Reader {
  readonly shape: ModelShape;
  readonly hidden: Float32Array;
  readonly state: Float32Array;
  private readonly parameters: Float64Array;
  private readonly first: ReturnType<typeof tensorViews>;
  private readonly upper: readonly UpperWeights[];
  private readonly cellStep: CellStep;
  private readonly logits: Float64Array;
  private readonly logProbability: Float32Array;

  private readonly isInt8: boolean;

  constructor(shape: ModelShape, precision: Precision = 'float32') {
    this.isInt8 = precision === 'int8';
    if (this.isInt8) assertOneLayer(shape);
    const S = stateLength(shape);
    const H = shape.hiddenSize;
    this.shape = shape;
    this.parameters = new Float64Array(parameterCount(shape));
    this.first = tensorViews(shape, this.parameters);
    this.upper = upperWeights(shape, this.parameters);
    this.state = new Float32Array(layersOf(shape) * S);
    this.hidden = this.state.subarray(this.upper.length * S, this.upper.length * S + H);
    const blocks = cellSpec(shape.cell).blocks * H;
    this.cellStep = {
      input: new Float64Array(blocks),
      recurrent: new Float64Array(blocks),
      previous: new Float64Array(S),
      next: new Float64Array(S),
      saved: new Float64Array(referenceCells[shape.cell].savedBlocks * H),
    };
    this.logits = new Float64Array(shape.vocabulary);
    this.logProbability = new Float32Array(shape.vocabulary);
  }

  writeParameters(parameters: Float32Array): void {
    this.parameters.set(this.isInt8 ? roundedParameters(this.shape, parameters) : parameters);
  }

  writeWeights(weights: Float32Array): void {
    this.writeParameters(weights);
  }

  reset(): void {
    this.state.fill(0);
  }

  feed(id: number): void {
    const { input, next } = this.cellStep;
    gatherInput(input, this.first.inputTable, this.first.bias, id);
    this.step(0, this.first);
    this.upper.forEach((layer, below) => {
      input.set(layer.bias);
      addProduct(input, next.subarray(0, this.shape.hiddenSize), layer.inputWeight);
      this.step(below + 1, layer);
    });
  }

  /** One step of a layer, whose input part of the pre-activations is in `input`. Its new state is also in `next`. */
  private step(layer: number, weights: LayerWeights): void {
    const { recurrent, previous, next } = this.cellStep;
    const state = this.state.subarray(layer * next.length, (layer + 1) * next.length);
    previous.set(state);
    const hidden = this.factors(previous.subarray(0, this.shape.hiddenSize));
    recurrentProduct(recurrent, weights.recurrent, weights.candidateBias, hidden);
    referenceCells[this.shape.cell].forward(this.cellStep);
    state.set(next);
  }

  readGates(into: Float32Array): void {
    const { cell, hiddenSize } = this.shape;
    cellSpec(cell).gates.forEach(({ block }, gate) =>
      into.set(this.cellStep.saved.subarray(block * hiddenSize, (block + 1) * hiddenSize), gate * hiddenSize),
    );
  }

  logProbabilities(): Float32Array {
    this.logits.set(this.first.outputBias);
    addProduct(this.logits, this.factors(Float64Array.from(this.hidden)), this.first.outputWeight);
    const highest = this.logits.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = highest + Math.log(this.logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0));
    for (let v = 0; v < this.logits.length; v++) this.logProbability[v] = this.logits[v]! - total;
    return this.logProbability;
  }

  /** What the products use for hidden states. */
  private factors(hidden: Float64Array): Float64Array {
    return this.isInt8 ? hidden.map(roundedState) : hidden;
  }

  dispose(): void {
    // Plain arrays: nothing to free.
  }
}

function upperWeights(shape: ModelShape, flat: Float64Array): UpperWeights[] {
  const none = new Float64Array(0);
  const layers = Array.from({ length: layersOf(shape) - 1 }, (): Record<LayerTensorName, Float64Array> => ({
    inputWeight: none,
    recurrent: none,
    bias: none,
    candidateBias: none,
  }));
  for (const { name, layer, offset, length } of upperTensors(shape)) {
    layers[layer - 1]![name] = flat.subarray(offset, offset + length);
  }
  return layers;
}
