// The recurrent cells in float64, one stream and one step at a time. Forward and backward are next to each other.
// Their inputs are the two parts of the pre-activations, from the input and from the recurrent product. Both are
// computed from the weights in the same way for every cell (reference.ts).
import type { Cell } from './cells.ts';

/** What a step reads and writes. */
export interface CellStep {
  /** The two parts of the pre-activations, [G·H]. */
  readonly input: Float64Array;
  readonly recurrent: Float64Array;
  /** States, [S]. */
  readonly previous: Float64Array;
  readonly next: Float64Array;
  /** For the backward step, [K]. */
  readonly saved: Float64Array;
}

/** Gradients of the loss with respect to the arrays of a step. */
export interface CellGradients {
  readonly dInput: Float64Array;
  readonly dRecurrent: Float64Array;
  readonly dPrevious: Float64Array;
  readonly dNext: Float64Array;
}

export interface ReferenceCell {
  /** Floats per hidden unit that forward saves for backward; the gates come first, in the order of their blocks. */
  readonly savedBlocks: number;
  /** Writes the next state and the saved values. */
  forward(step: CellStep): void;
  /** Reads dNext. Writes dInput and dRecurrent. Adds to dPrevious the gradient that bypasses the recurrent product. */
  backward(gradients: CellGradients, step: Omit<CellStep, 'input' | 'recurrent'>): void;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** h' = tanh(x + r) */
const tanh: ReferenceCell = {
  savedBlocks: 0,
  forward({ input, recurrent, next }) {
    for (let j = 0; j < next.length; j++) next[j] = Math.tanh(input[j]! + recurrent[j]!);
  },
  backward({ dInput, dRecurrent, dNext }, { next }) {
    for (let j = 0; j < next.length; j++) {
      const dz = dNext[j]! * (1 - next[j]! ** 2);
      dInput[j] = dz;
      dRecurrent[j] = dz;
    }
  },
};

/** reset, update = σ(x + r); candidate = tanh(x + reset · r); h' = (1 - update) · candidate + update · h. */
const gru: ReferenceCell = {
  savedBlocks: 4, // reset, update, candidate, recurrent part of the candidate before the reset gate
  forward({ input, recurrent, previous, next, saved }) {
    const H = next.length;
    for (let j = 0; j < H; j++) {
      const reset = sigmoid(input[j]! + recurrent[j]!);
      const update = sigmoid(input[H + j]! + recurrent[H + j]!);
      const recurrentCandidate = recurrent[2 * H + j]!;
      const candidate = Math.tanh(input[2 * H + j]! + reset * recurrentCandidate);
      next[j] = (1 - update) * candidate + update * previous[j]!;
      saved[j] = reset;
      saved[H + j] = update;
      saved[2 * H + j] = candidate;
      saved[3 * H + j] = recurrentCandidate;
    }
  },
  backward({ dInput, dRecurrent, dPrevious, dNext }, { previous, next, saved }) {
    const H = next.length;
    for (let j = 0; j < H; j++) {
      const reset = saved[j]!;
      const update = saved[H + j]!;
      const candidate = saved[2 * H + j]!;
      const recurrentCandidate = saved[3 * H + j]!;
      const dCandidate = dNext[j]! * (1 - update) * (1 - candidate ** 2);
      const dReset = dCandidate * recurrentCandidate * reset * (1 - reset);
      const dUpdate = dNext[j]! * (previous[j]! - candidate) * update * (1 - update);
      dInput[j] = dReset;
      dInput[H + j] = dUpdate;
      dInput[2 * H + j] = dCandidate;
      dRecurrent[j] = dReset;
      dRecurrent[H + j] = dUpdate;
      dRecurrent[2 * H + j] = dCandidate * reset;
      dPrevious[j]! += dNext[j]! * update;
    }
  },
};

/** input, forget, output = σ(x + r); cell' = forget · cell + input · tanh(x + r); h' = output · tanh(cell'). State: h, then cell. */
const lstm: ReferenceCell = {
  savedBlocks: 5, // input, forget, candidate, output, tanh of the new cell state
  forward({ input, recurrent, previous, next, saved }) {
    const H = next.length / 2;
    for (let j = 0; j < H; j++) {
      const inGate = sigmoid(input[j]! + recurrent[j]!);
      const forget = sigmoid(input[H + j]! + recurrent[H + j]!);
      const candidate = Math.tanh(input[2 * H + j]! + recurrent[2 * H + j]!);
      const outGate = sigmoid(input[3 * H + j]! + recurrent[3 * H + j]!);
      const cell = forget * previous[H + j]! + inGate * candidate;
      const tanhCell = Math.tanh(cell);
      next[j] = outGate * tanhCell;
      next[H + j] = cell;
      saved[j] = inGate;
      saved[H + j] = forget;
      saved[2 * H + j] = candidate;
      saved[3 * H + j] = outGate;
      saved[4 * H + j] = tanhCell;
    }
  },
  backward({ dInput, dRecurrent, dPrevious, dNext }, { previous, next, saved }) {
    const H = next.length / 2;
    for (let j = 0; j < H; j++) {
      const inGate = saved[j]!;
      const forget = saved[H + j]!;
      const candidate = saved[2 * H + j]!;
      const outGate = saved[3 * H + j]!;
      const tanhCell = saved[4 * H + j]!;
      const dCell = dNext[H + j]! + dNext[j]! * outGate * (1 - tanhCell ** 2);
      dInput[j] = dCell * candidate * inGate * (1 - inGate);
      dInput[H + j] = dCell * previous[H + j]! * forget * (1 - forget);
      dInput[2 * H + j] = dCell * inGate * (1 - candidate ** 2);
      dInput[3 * H + j] = dNext[j]! * tanhCell * outGate * (1 - outGate);
      dPrevious[H + j]! += dCell * forget;
    }
    dRecurrent.set(dInput);
  },
};

export const referenceCells: Readonly<Record<Cell, ReferenceCell>> = { tanh, gru, lstm };
