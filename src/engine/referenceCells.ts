// The three recurrent cells in float64, one stream and one step at a time: forward and backward are neighbours with the
// same argument order. What comes in is the input's share of the pre-activations and the recurrent product's share; how
// both are made of weights is the same for every cell and stands in reference.ts.
import type { Cell } from './modelShape.ts';

export interface ReferenceCell {
  /** Floats of recurrent state per hidden unit: the hidden value and, for the LSTM, the cell behind it. */
  readonly stateBlocks: number;
  /** Floats per hidden unit that forward keeps for backward. */
  readonly savedBlocks: number;
  /** input [G·H], recurrent [G·H], previous [S], next [S] (written), kept [K] (written). */
  forward(
    input: Float64Array,
    recurrent: Float64Array,
    previous: Float64Array,
    next: Float64Array,
    kept: Float64Array,
  ): void;
  /** Gradients: dNext [S] is read; dInput, dRecurrent are written; dPrevious gets what does not pass through the product. */
  backward(
    dInput: Float64Array,
    dRecurrent: Float64Array,
    dPrevious: Float64Array,
    dNext: Float64Array,
    previous: Float64Array,
    next: Float64Array,
    kept: Float64Array,
  ): void;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** h' = tanh(x + r) */
const tanh: ReferenceCell = {
  stateBlocks: 1,
  savedBlocks: 0,
  forward(input, recurrent, _previous, next) {
    for (let j = 0; j < next.length; j++) next[j] = Math.tanh(input[j]! + recurrent[j]!);
  },
  backward(dInput, dRecurrent, _dPrevious, dNext, _previous, next) {
    for (let j = 0; j < next.length; j++) {
      const dz = dNext[j]! * (1 - next[j]! ** 2);
      dInput[j] = dz;
      dRecurrent[j] = dz;
    }
  },
};

/** reset, update = σ(x + r); candidate = tanh(x + reset · r); h' = (1 - update) · candidate + update · h. */
const gru: ReferenceCell = {
  stateBlocks: 1,
  savedBlocks: 4, // reset, update, candidate, recurrent candidate before the reset gate
  forward(input, recurrent, previous, next, kept) {
    const H = next.length;
    for (let j = 0; j < H; j++) {
      const reset = sigmoid(input[j]! + recurrent[j]!);
      const update = sigmoid(input[H + j]! + recurrent[H + j]!);
      const recalled = recurrent[2 * H + j]!;
      const candidate = Math.tanh(input[2 * H + j]! + reset * recalled);
      next[j] = (1 - update) * candidate + update * previous[j]!;
      kept[j] = reset;
      kept[H + j] = update;
      kept[2 * H + j] = candidate;
      kept[3 * H + j] = recalled;
    }
  },
  backward(dInput, dRecurrent, dPrevious, dNext, previous, next, kept) {
    const H = next.length;
    for (let j = 0; j < H; j++) {
      const reset = kept[j]!;
      const update = kept[H + j]!;
      const candidate = kept[2 * H + j]!;
      const recalled = kept[3 * H + j]!;
      const dCandidate = dNext[j]! * (1 - update) * (1 - candidate ** 2);
      const dReset = dCandidate * recalled * reset * (1 - reset);
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

/** in, forget, out = σ(x + r); cell' = forget · cell + in · tanh(x + r); h' = out · tanh(cell'). State: h, then cell. */
const lstm: ReferenceCell = {
  stateBlocks: 2,
  savedBlocks: 5, // in, forget, candidate, out, tanh of the new cell
  forward(input, recurrent, previous, next, kept) {
    const H = next.length / 2;
    for (let j = 0; j < H; j++) {
      const admit = sigmoid(input[j]! + recurrent[j]!);
      const forget = sigmoid(input[H + j]! + recurrent[H + j]!);
      const candidate = Math.tanh(input[2 * H + j]! + recurrent[2 * H + j]!);
      const out = sigmoid(input[3 * H + j]! + recurrent[3 * H + j]!);
      const cell = forget * previous[H + j]! + admit * candidate;
      const squashed = Math.tanh(cell);
      next[j] = out * squashed;
      next[H + j] = cell;
      kept[j] = admit;
      kept[H + j] = forget;
      kept[2 * H + j] = candidate;
      kept[3 * H + j] = out;
      kept[4 * H + j] = squashed;
    }
  },
  backward(dInput, dRecurrent, dPrevious, dNext, previous, next, kept) {
    const H = next.length / 2;
    for (let j = 0; j < H; j++) {
      const admit = kept[j]!;
      const forget = kept[H + j]!;
      const candidate = kept[2 * H + j]!;
      const out = kept[3 * H + j]!;
      const squashed = kept[4 * H + j]!;
      const dCell = dNext[H + j]! + dNext[j]! * out * (1 - squashed ** 2);
      dInput[j] = dCell * candidate * admit * (1 - admit);
      dInput[H + j] = dCell * previous[H + j]! * forget * (1 - forget);
      dInput[2 * H + j] = dCell * admit * (1 - candidate ** 2);
      dInput[3 * H + j] = dNext[j]! * squashed * out * (1 - out);
      dPrevious[H + j]! += dCell * forget;
    }
    dRecurrent.set(dInput);
  },
};

export const referenceCells: Readonly<Record<Cell, ReferenceCell>> = { tanh, gru, lstm };
