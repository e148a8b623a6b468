// What the rest of the house sees of the engine: a trainer and a reader of one model, over flat float32 parameters in the
// order of `tensorTable`. Implemented by the WebAssembly kernels and, readably, by the float64 reference.
import type { ModelShape } from './modelShape.ts';
import type { StepTimes } from './stepTimer.ts';

export type Optimizer =
  | {
      readonly kind: 'adamw';
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
      readonly weightDecay: number;
      /** Looks ahead along the momentum (Dozat 2016). */
      readonly nesterov: boolean;
      /**
       * Times the learning rate, for the input table and for the output weights: what reads or writes single characters may
       * move faster than the square matrix between (Yang and Hu 2021).
       */
      readonly tableRate: number;
      readonly outputRate: number;
    }
  | { readonly kind: 'sgd' };

export interface TrainerOptions {
  readonly shape: ModelShape;
  /** Parallel streams of text (the batch), each with its own hidden state. */
  readonly streams: number;
  /** Characters a stream reads in one training step: truncated BPTT goes back so far. */
  readonly length: number;
  readonly optimizer: Optimizer;
  /** Gradient norm above which the gradient is scaled down to it; Infinity to leave it alone. */
  readonly clipNorm: number;
  /** Whether the outputs see the hidden states through `outputMask`. */
  readonly masked?: boolean;
}

export interface StepReport {
  /** Mean cross-entropy of the step's characters, in nats, before the update. */
  readonly lossNats: number;
  /** L2 norm of the mean-loss gradient before clipping. Not finite when the step exploded: then nothing was updated. */
  readonly gradientNorm: number;
  /** ‖update‖ / ‖weights‖. */
  readonly updateRatio: number;
  /** What the step's time went into: of a step in many, where the engine can tell. */
  readonly times?: StepTimes;
}

/** Everything that an exact continuation needs besides the parameters. */
export interface OptimizerState {
  readonly steps: number;
  /** AdamW's moments, in the order of the parameters; empty for SGD. */
  readonly first: Float32Array;
  readonly second: Float32Array;
}

export interface Trainer {
  readonly options: TrainerOptions;
  /**
   * Character ids to read, [length][streams], and to predict, same layout. Written by the caller before each step, into the
   * trainer's own memory (which threads may share). An input of -1 is no character (the all-zero input).
   */
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  /**
   * What the outputs see of each hidden unit, at every character of a step, [streams][H]: 1, or with dropout 0 here and
   * there and more than 1 elsewhere. All 1 until the caller writes it; used where the options say `masked`. What the cell passes
   * on to itself is never masked.
   */
  readonly outputMask: Float32Array;
  /** One training step: forward, backward, clip, update; the hidden states carry over to the next step. */
  step(learningRate: number): StepReport;
  /**
   * Reads `inputs` as a step does, but unmasked, and learns nothing: `costs` [length][streams] gets the nats of each target.
   * The hidden states carry over.
   */
  evaluate(losses: Float32Array): void;
  /** Zeroes the hidden state of one stream, or of all. */
  resetState(stream?: number): void;
  /** Copies the recurrent states out / in, [streams][H] (the LSTM: hidden, then cell, [streams][2H]). */
  readState(): Float32Array;
  writeState(state: Float32Array): void;
  /** Copies the parameters out / in. */
  readParameters(): Float32Array;
  writeParameters(parameters: Float32Array): void;
  /** Copies the weights out (into an earlier copy, if given) / in as the engine keeps them: for the same engine and shape. */
  readWeights(into?: Float32Array): Float32Array;
  writeWeights(weights: Float32Array): void;
  readOptimizer(): OptimizerState;
  writeOptimizer(state: OptimizerState): void;
  dispose(): void;
}

/** Reads text one character at a time. Allocates nothing after construction. */
export interface Reader {
  readonly shape: ModelShape;
  /** Hidden state after the last character fed, [H]: a view, valid until the next call. */
  readonly hidden: Float32Array;
  /** All the recurrent state (hidden, and the LSTM's cell), [stateLength]: to save and restore with `.set`. */
  readonly state: Float32Array;
  writeParameters(parameters: Float32Array): void;
  /** From a trainer's `readWeights`. */
  writeWeights(weights: Float32Array): void;
  reset(): void;
  /** -1 is no character (the all-zero input). */
  feed(id: number): void;
  /** How far the gates of the last character fed stand open, 0..1, [gateBlocks][H]: copied out. Nothing for the tanh cell. */
  readGates(into: Float32Array): void;
  /** Natural-log probabilities of the next character, [V]: a view, valid until the next call. */
  logProbabilities(): Float32Array;
  dispose(): void;
}

/** One way of computing: the WebAssembly kernels, or the reference. Chosen once at start by `selectEngine`. */
export interface Engine {
  /** For people: "WebAssembly SIMD, relaxed FMA", "float64 reference". */
  readonly name: string;
  trainer(options: TrainerOptions): Trainer;
  reader(shape: ModelShape): Reader;
}
