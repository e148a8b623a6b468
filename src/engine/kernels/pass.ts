// The addresses and sizes of one pass, one word each. The host writes them (passLayout.ts has the same list of names). Every
// matrix is stored in panels of 16 columns, X[column / 16][row][16]: the rows of a tile are then adjacent, whether it is read along
// its rows, along its columns, or as the packed right side of a product.
// Symbols: B streams, T steps, V vocabulary size, H hidden units, G blocks of the cell.

/** Bytes of one row of a panel. */
export const ROW: usize = 64;

// @ts-ignore: decorator
@unmanaged
export class Pass {
  /** Number of the cell (cells.ts). */
  cell: u32;
  /** G */
  blocks: u32;
  /** H, rounded up to a multiple of four. The rest of the last panel is zero and need not be multiplied. */
  hidden: u32;
  /** Panels of the padded hidden size, and of the padded vocabulary. */
  hiddenPanels: u32;
  vocabularyPanels: u32;
  /** B, T, and the number of steps whose outputs and weight gradients are computed together. */
  streams: u32;
  steps: u32;
  chunkSteps: u32;
  /** Weight of one character's loss: 1 / number of characters in the step. */
  scale: f32;

  /** [T][B]: byte offset of a character's row in a panel of the table; target ids. */
  gather: usize;
  targets: usize;
  /** Offsets of the rows that a product starts from: 0, 64, 128, ... (rows of a matrix), or 0, 0, 0, ... (one row for all). */
  rowOffsets: usize;
  zeroOffsets: usize;
  /** [16] of zero. */
  zeros: usize;

  /** Right sides of the forward products, [panels][rows + 1][16]. A stride is the number of bytes from panel to panel. */
  table: usize;
  tableStride: usize;
  recurrent: usize;
  recurrentStride: usize;
  output: usize;
  outputStride: usize;
  /** [vocabulary panels][16]; the columns beyond the vocabulary are -1e30. */
  outputBias: usize;
  /**
   * Products of int8 weights (int8.ts), for one stream: codes of the hidden states, [16 · hidden panels], 0 with weights in f32; codes
   * of the recurrent and of the output weights.
   */
  stateCodes: usize;
  recurrentCodes: usize;
  outputCodes: usize;
  /** Right sides of the backward products: recurrent and output weights transposed, [hidden panels][their columns][16]. */
  recurrentTransposed: usize;
  outputTransposed: usize;

  /** Hidden states before and after the first step, next = previous + B rows; the LSTM's cell states likewise. */
  hiddenPrevious: usize;
  hiddenNext: usize;
  cellPrevious: usize;
  cellNext: usize;
  hiddenStride: usize;
  /** [G · hidden panels][T · B][16], not for Elman cells: gates after forward, gradients of the recurrent products after backward. */
  gates: usize;
  /** [hidden panels][T · B][16], saved for backward: the GRU's candidate, or tanh of the LSTM's cell state. */
  saved: usize;
  timeStride: usize;
  /** [hidden panels][B][16]: the gradient that bypasses the products on its way to the previous step (GRU's state, LSTM's cell state). */
  dBypass: usize;
  /**
   * [hidden panels][rows of a chunk and of one more step][16]: gradients of the hidden states. Those of an Elman cell become the gradients
   * of its recurrent products. Before that, the chunk's rows of the first panel are scratch memory of the softmax.
   */
  dHidden: usize;
  /** [vocabulary panels][rows of a chunk][16]: logits, then their gradients. */
  logits: usize;
  chunkStride: usize;
  /** Gradients of the recurrent products and their stride: `gates` (all steps), or `dHidden` of an Elman cell (steps of a chunk). */
  dGates: usize;
  dGatesStride: usize;
  /** Dropout: factors of the hidden states, [hidden panels][B][16], 0 without dropout; and the masked states, [hidden panels][rows of a chunk][16]. */
  mask: usize;
  masked: usize;

  /** Gradients, in the layout of the weights. */
  dTable: usize;
  dRecurrent: usize;
  dOutput: usize;

  /** With one stream: whether the last sweep over the recurrent weights was in reverse order. */
  reverse: u32;
  /** f64: sum of the loss in nats. */
  report: usize;
}
