// The engine interface over the float64 reference. The kernels are compared with it, and it runs where they cannot.
import type { Engine, OptimizerState, Reader, StepReport, Trainer, TrainerOptions } from './engine.ts';
import { cellSpec } from './cells.ts';
import { parameterCount } from './modelShape.ts';
import type { ModelShape } from './modelShape.ts';
import {
  addProduct,
  backward,
  forward,
  gatherInput,
  recurrentProduct,
  rowOf,
  stateLength,
  tensorViews,
} from './reference.ts';
import { referenceCells } from './referenceCells.ts';
import { clip, norm, update } from './updateRules.ts';
import type { Moments } from './updateRules.ts';

export const referenceEngine: Engine = {
  name: 'float64 reference',
  trainer: (options) => new ReferenceTrainer(options),
  reader: (shape) => new ReferenceReader(shape),
};

class ReferenceTrainer implements Trainer {
  readonly options: TrainerOptions;
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  readonly outputMask: Float32Array;
  private readonly parameters: Float64Array;
  private readonly moments: Moments;
  /** [B][S] */
  private readonly state: Float64Array;

  constructor(options: TrainerOptions) {
    const { shape, streams, length } = options;
    this.options = options;
    this.inputs = new Int32Array(length * streams);
    this.targets = new Int32Array(length * streams);
    this.outputMask = new Float32Array(streams * shape.hidden).fill(1);
    this.parameters = new Float64Array(parameterCount(shape));
    const size = options.optimizer.kind === 'adamw' ? this.parameters.length : 0;
    this.moments = { steps: 0, first: new Float64Array(size), second: new Float64Array(size) };
    this.state = new Float64Array(streams * stateLength(shape));
  }

  step(learningRate: number): StepReport {
    const { shape, optimizer, clipNorm, streams, length } = this.options;
    const { inputs, targets } = this;
    const outputMask = this.options.masked ? this.outputMask : undefined;
    const window = { streams, length, inputs, targets, outputMask };
    const trace = forward(shape, this.parameters, window, this.state);
    const { gradient } = backward(shape, this.parameters, window, trace);
    const characters = streams * length;
    for (let i = 0; i < gradient.length; i++) gradient[i]! /= characters;
    const lossNats = trace.lossNats / characters;
    const gradientNorm = clip(gradient, clipNorm);
    if (!Number.isFinite(gradientNorm)) return { lossNats, gradientNorm, updateRatio: 0 };
    const before = norm(this.parameters);
    const updateNorm = update(shape, this.parameters, gradient, this.moments, optimizer, learningRate);
    this.state.set(trace.states.subarray(trace.states.length - this.state.length));
    return { lossNats, gradientNorm, updateRatio: before > 0 ? updateNorm / before : 0 };
  }

  evaluate(losses: Float32Array): void {
    const { shape, streams, length } = this.options;
    const { inputs, targets, parameters, state } = this;
    const trace = forward(shape, parameters, { streams, length, inputs, targets }, state);
    losses.forEach((_, row) => {
      losses[row] = -Math.log(rowOf(trace.probabilities, row, shape.vocabulary)[targets[row]!]!);
    });
    state.set(trace.states.subarray(trace.states.length - state.length));
  }

  resetState(stream?: number): void {
    const width = stateLength(this.options.shape);
    if (stream === undefined) this.state.fill(0);
    else this.state.fill(0, stream * width, (stream + 1) * width);
  }

  readState(): Float32Array {
    return Float32Array.from(this.state);
  }

  writeState(state: Float32Array): void {
    this.state.set(state);
  }

  readParameters(): Float32Array {
    return Float32Array.from(this.parameters);
  }

  writeParameters(parameters: Float32Array): void {
    this.parameters.set(parameters);
  }

  readWeights(into = new Float32Array(this.parameters.length)): Float32Array {
    into.set(this.parameters);
    return into;
  }

  writeWeights(weights: Float32Array): void {
    this.writeParameters(weights);
  }

  readOptimizer(): OptimizerState {
    const { steps, first, second } = this.moments;
    return { steps, first: Float32Array.from(first), second: Float32Array.from(second) };
  }

  writeOptimizer({ steps, first, second }: OptimizerState): void {
    this.moments.steps = steps;
    this.moments.first.set(first);
    this.moments.second.set(second);
  }

  dispose(): void {
    // Plain arrays: nothing to free.
  }
}

class ReferenceReader implements Reader {
  readonly shape: ModelShape;
  readonly hidden: Float32Array;
  readonly state: Float32Array;
  private readonly parameters: Float64Array;
  private readonly previous: Float64Array;
  private readonly next: Float64Array;
  private readonly input: Float64Array;
  private readonly recurrent: Float64Array;
  private readonly saved: Float64Array;
  private readonly logits: Float64Array;
  private readonly logProbability: Float32Array;

  constructor(shape: ModelShape) {
    this.shape = shape;
    this.parameters = new Float64Array(parameterCount(shape));
    this.state = new Float32Array(stateLength(shape));
    this.hidden = this.state.subarray(0, shape.hidden);
    this.previous = new Float64Array(this.state.length);
    this.next = new Float64Array(this.state.length);
    this.input = new Float64Array(cellSpec(shape.cell).blocks * shape.hidden);
    this.recurrent = new Float64Array(this.input.length);
    this.saved = new Float64Array(referenceCells[shape.cell].savedBlocks * shape.hidden);
    this.logits = new Float64Array(shape.vocabulary);
    this.logProbability = new Float32Array(shape.vocabulary);
  }

  writeParameters(parameters: Float32Array): void {
    this.parameters.set(parameters);
  }

  writeWeights(weights: Float32Array): void {
    this.writeParameters(weights);
  }

  reset(): void {
    this.state.fill(0);
  }

  feed(id: number): void {
    const w = tensorViews(this.shape, this.parameters);
    this.previous.set(this.state);
    gatherInput(this.input, w.inputTable, w.bias, id);
    recurrentProduct(this.recurrent, w.recurrent, w.candidateBias, this.previous.subarray(0, this.shape.hidden));
    referenceCells[this.shape.cell].forward(this.input, this.recurrent, this.previous, this.next, this.saved);
    this.state.set(this.next);
  }

  readGates(into: Float32Array): void {
    const { cell, hidden } = this.shape;
    cellSpec(cell).gates.forEach(({ block }, gate) =>
      into.set(this.saved.subarray(block * hidden, (block + 1) * hidden), gate * hidden),
    );
  }

  logProbabilities(): Float32Array {
    const w = tensorViews(this.shape, this.parameters);
    this.logits.set(w.outputBias);
    addProduct(this.logits, Float64Array.from(this.hidden), w.outputWeight);
    const highest = this.logits.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = highest + Math.log(this.logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0));
    for (let v = 0; v < this.logits.length; v++) this.logProbability[v] = this.logits[v]! - total;
    return this.logProbability;
  }

  dispose(): void {
    // Plain arrays: nothing to free.
  }
}
