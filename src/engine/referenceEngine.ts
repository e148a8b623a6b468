// The engine interface over the float64 reference. The kernels are compared with it, and it runs where they cannot.
import type { Engine, OptimizerState, StepReport, Trainer, TrainerOptions } from './engine.ts';
import { assertOneLayer, parameterCount } from './modelShape.ts';
import { backward, forward, rowOf, stateLength } from './reference.ts';
import { ReferenceReader } from './referenceReader.ts';
import { clip, norm, update, type Moments } from './updateRules.ts';

export const referenceEngine: Engine = {
  name: 'float64 reference',
  trainer: (options) => new ReferenceTrainer(options),
  reader: (shape, precision) => new ReferenceReader(shape, precision),
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
    assertOneLayer(shape);
    this.options = options;
    this.inputs = new Int32Array(length * streams);
    this.targets = new Int32Array(length * streams);
    this.outputMask = new Float32Array(streams * shape.hiddenSize).fill(1);
    this.parameters = new Float64Array(parameterCount(shape));
    const size = options.optimizer.kind === 'adamw' ? this.parameters.length : 0;
    this.moments = { steps: 0, first: new Float64Array(size), second: new Float64Array(size) };
    this.state = new Float64Array(streams * stateLength(shape));
  }

  step(learningRate: number): StepReport {
    const { shape, optimizer, maxGradientNorm, streams, length } = this.options;
    const { inputs, targets } = this;
    const outputMask = this.options.masked ? this.outputMask : undefined;
    const window = { streams, length, inputs, targets, outputMask };
    const trace = forward(shape, this.parameters, window, this.state);
    const { gradient } = backward(shape, this.parameters, window, trace);
    const characters = streams * length;
    for (let i = 0; i < gradient.length; i++) gradient[i]! /= characters;
    const lossNats = trace.lossNats / characters;
    const gradientNorm = clip(gradient, maxGradientNorm);
    if (!Number.isFinite(gradientNorm)) return { lossNats, gradientNorm, updateRatio: 0 };
    const { parameters, moments } = this;
    const before = norm(parameters);
    const updateNorm = update(shape, { parameters, gradient, moments }, optimizer, learningRate);
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
