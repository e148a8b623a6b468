// The engine's interface: a trainer and a reader of one model, over flat float32 parameters in the order of `tensorTable`. The
// WebAssembly kernels implement it, and so does the readable float64 reference.
import type { ModelShape } from './modelShape.ts';
import type { StepTimes } from './stepTimer.ts';

export type Optimizer =
  | {
      readonly kind: 'adamw';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
      /** Nesterov momentum (Dozat 2016). */
      readonly nesterov: boolean;
      /**
       * Factors of the learning rate for the input table and the output weights, which can learn faster than the square matrix
       * between them (Yang and Hu 2021).
       */
      readonly tableRate: number;
      readonly outputRate: number;
    }
  | { readonly kind: 'sgd' };

export interface TrainerOptions {
  readonly shape: ModelShape;
  /** B: parallel streams of text (the batch), each with its own hidden state. */
  readonly streams: number;
  /** T: characters that a stream reads in one training step, the length of truncated BPTT. */
  readonly length: number;
  readonly optimizer: Optimizer;
  /** Largest gradient norm; a longer gradient is scaled down to it. Infinity: no clipping. */
  readonly maxGradientNorm: number;
  /** Whether the hidden states are multiplied by `outputMask` on their way to the outputs (dropout). */
  readonly masked?: boolean;
}

export interface StepReport {
  /** Mean cross-entropy of the step's characters, in nats, before the update. */
  readonly lossNats: number;
  /** L2 norm of the gradient of the mean loss before clipping. If it is not finite, the step diverged and updated nothing. */
  readonly gradientNorm: number;
  /** ‖update‖ / ‖weights‖. */
  readonly updateRatio: number;
  /** Time by phase. Only for one step in many, and only if the engine measures it. */
  readonly times?: StepTimes;
}

/** What an exact continuation needs besides the parameters. */
export interface OptimizerState {
  readonly steps: number;
  /** AdamW's moments, in the order of the parameters; empty for SGD. */
  readonly first: Float32Array;
  readonly second: Float32Array;
}

export interface Trainer {
  readonly options: TrainerOptions;
  /**
   * Character ids to read and to predict, both [T][B]. The caller writes them before each step, directly into the trainer's
   * memory. An input of -1 is no character (the all-zero input).
   */
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  /**
   * Factor of each hidden unit on its way to the outputs, for all characters of a step, [B][H]: 1, or with dropout 0 for some units
   * and more than 1 for the others. Initially 1; used only with the option `masked`. The recurrent path is never masked.
   */
  readonly outputMask: Float32Array;
  /** One training step: forward, backward, clip, update; the hidden states carry over to the next step. */
  step(learningRate: number): StepReport;
  /**
   * Forward pass only, without mask: `losses` [T][B] gets the cross-entropy of each target in nats. The hidden states carry over.
   */
  evaluate(losses: Float32Array): void;
  /** Zeroes the hidden state of one stream, or of all. */
  resetState(stream?: number): void;
  /** Copies the recurrent states out / in, [B][H] (LSTM: hidden state, then cell state, [B][2H]). */
  readState(): Float32Array;
  writeState(state: Float32Array): void;
  /** Copies the parameters out / in. */
  readParameters(): Float32Array;
  writeParameters(parameters: Float32Array): void;
  /** Copies the weights out (into `into`, if given) / in, in the layout of this engine: for the same engine and shape. */
  readWeights(into?: Float32Array): Float32Array;
  writeWeights(weights: Float32Array): void;
  readOptimizer(): OptimizerState;
  writeOptimizer(state: OptimizerState): void;
  dispose(): void;
}

/** Inference: reads text one character at a time. Allocates nothing after construction. */
export interface Reader {
  readonly shape: ModelShape;
  /** Hidden state of the last layer after the last character, [H]: a view, valid until the next call. */
  readonly hidden: Float32Array;
  /** The recurrent states of all layers (hidden state, and the LSTM's cell state), [L][S]: save and restore it with `.set`. */
  readonly state: Float32Array;
  writeParameters(parameters: Float32Array): void;
  /** From a trainer's `readWeights`: only for a network with one layer, in float32. */
  writeWeights(weights: Float32Array): void;
  reset(): void;
  /** -1 is no character (the all-zero input). */
  feed(id: number): void;
  /** Copies the gate values of the last layer for the last character, 0..1, [gates][H]. Empty for a cell without gates. */
  readGates(into: Float32Array): void;
  /** Natural logarithms of the next character's probabilities, [V]: a view, valid until the next call. */
  logProbabilities(): Float32Array;
  dispose(): void;
}

/**
 * How a reader multiplies hidden states by weights. `int8`: weights of 8 bits with a scale for each column, states of 7 bits (int8.ts). It
 * reads a quarter of the memory, and only a network with one layer.
 */
export type Precision = 'float32' | 'int8';

/** The WebAssembly kernels or the reference. `selectEngine` chooses one at start. */
export interface Engine {
  /** Display name, for example "WebAssembly SIMD, relaxed FMA" or "float64 reference". */
  readonly name: string;
  /** @throws Error for a network with several layers. */
  trainer(options: TrainerOptions): Trainer;
  reader(shape: ModelShape, precision?: Precision): Reader;
}
