// The cells of the kernels: their numbers, and which function computes which cell. Everything else about a cell is in its own
// file, and in cells.ts of the engine.
import { gruBackward, gruForward } from './gru';
import { lstmBackward, lstmForward } from './lstm';
import { Pass, ROW } from './pass';
import { tanhBackward, tanhForward } from './tanh';

/** In the order of `cellSpecs` (cells.ts of the engine). */
const TANH: u32 = 0;
const GRU: u32 = 1;
const LSTM: u32 = 2;

/**
 * A cell with one block: its pre-activations are stored where its hidden states will be, and its backward step needs nothing but the
 * hidden states.
 */
// @ts-ignore: decorator
@inline
export function isElman(p: Pass): bool {
  return p.blocks == 1;
}

/** Whether a block starts its recurrent product from a bias of its own, which is the last row of the recurrent weights. */
// @ts-ignore: decorator
@inline
export function hasRecurrentBias(p: Pass, block: u32): bool {
  return p.cell == GRU && block == 2;
}

// @ts-ignore: decorator
@inline
export function hasCellState(p: Pass): bool {
  return p.cell == LSTM;
}

/**
 * One step of one panel of hidden units: pre-activations to hidden states. `blocks` and `saved` are the step's rows of the panel, `hidden`
 * is their offset from the hidden and cell states. `candidate` is the panel of the table for the last block. Once per panel and step.
 */
// @ts-ignore: decorator
@inline
export function cellForward(p: Pass, blocks: usize, saved: usize, hidden: usize, candidate: usize, gather: usize): void {
  if (p.cell == TANH) {
    tanhForward(<usize>p.streams * ROW, p.hiddenNext + hidden);
  } else if (p.cell == GRU) {
    gruForward(p, blocks, saved, candidate, gather, p.hiddenPrevious + hidden, p.hiddenNext + hidden);
  } else if (p.cell == LSTM) {
    lstmForward(p, blocks, saved, p.cellPrevious + hidden, p.cellNext + hidden, p.hiddenNext + hidden);
  }
}

/** The backward step, with the arguments of `cellForward`: `dh` [B][16] to the gradients of the recurrent products. */
// @ts-ignore: decorator
@inline
export function cellBackward(p: Pass, blocks: usize, saved: usize, hidden: usize, dh: usize, dBypass: usize): void {
  if (p.cell == TANH) {
    tanhBackward(<usize>p.streams * ROW, p.hiddenNext + hidden, dh);
  } else if (p.cell == GRU) {
    gruBackward(p, blocks, saved, p.hiddenPrevious + hidden, dh, dBypass);
  } else if (p.cell == LSTM) {
    lstmBackward(p, blocks, saved, p.cellPrevious + hidden, dh, dBypass);
  }
}
