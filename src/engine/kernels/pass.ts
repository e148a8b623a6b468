// What one pass works on: the addresses and sizes of everything, one word each, written by the host (passLayout.ts holds
// the same list of names). Every matrix is laid out in panels of 16 columns, X[column / 16][row][16]: a tile's rows are
// then neighbours, whether it is read along its rows, along its columns, or as the packed right side of a product.

/** Bytes of one row of a panel. */
export const ROW: usize = 64;

export const TANH: u32 = 0;
export const GRU: u32 = 1;
export const LSTM: u32 = 2;

// @ts-ignore: decorator
@unmanaged
export class Pass {
  cell: u32;
  /** G */
  gateCount: u32;
  /** The hidden size, up to a multiple of four: what lies between it and the last panel's end is zero, and need not be multiplied. */
  hidden: u32;
  /** Panels of the padded hidden size, and of the padded vocabulary. */
  hiddenPanels: u32;
  vocabularyPanels: u32;
  /** B, T, and the steps after which outputs and weight gradients are computed together. */
  streams: u32;
  steps: u32;
  chunkSteps: u32;
  /** What one character's loss counts: 1 / all characters of the step. */
  scale: f32;

  /** [T][B]: byte offset of a character's row in a panel of the table; ids to predict. */
  gather: usize;
  targets: usize;
  /** Offsets of the rows that a product starts from: 0, 64, 128, ... (rows of a matrix); 0, 0, 0, ... (one row for all). */
  rowOffsets: usize;
  sameOffset: usize;
  /** [16] of zero. */
  zeros: usize;

  /** Right sides of the forward products, [panels][rows + 1][16]; a stride is the bytes from panel to panel. */
  table: usize;
  tableStride: usize;
  recurrent: usize;
  recurrentStride: usize;
  output: usize;
  outputStride: usize;
  /** [vocabulary panels][16], the columns beyond the vocabulary -1e30. */
  outputBias: usize;
  /** Right sides of the backward products: recurrent and output transposed, [hidden panels][their columns][16]. */
  recurrentBack: usize;
  outputBack: usize;

  /** Hidden states before and after the first step, next = previous + B rows; the LSTM's cells alike. */
  hiddenPrevious: usize;
  hiddenNext: usize;
  cellPrevious: usize;
  cellNext: usize;
  hiddenStride: usize;
  /** [G · hidden panels][T · B][16], not of the tanh cell: gates after forward, gradients of the recurrent products after backward. */
  gates: usize;
  /** [hidden panels][T · B][16]: the GRU's candidate, tanh of the LSTM's cell. */
  kept: usize;
  timeStride: usize;
  /** [hidden panels][B][16]: what a gradient passes to the step before around the products, of the GRU's state, of the LSTM's cell. */
  dCarried: usize;
  /** [hidden panels][chunk rows and one step's][16]; the tanh cell's become the gradients of its recurrent products.
   * Before it is written, a chunk's rows of the first panel are the softmax's scratch. */
  dHidden: usize;
  /** [vocabulary panels][chunk rows][16]: logits, then their gradients. */
  logits: usize;
  chunkStride: usize;
  /** Gradients of the recurrent products, and their stride: `gates`, by steps of the window; of the tanh cell `dHidden`, by those of the chunk. */
  dGates: usize;
  dGatesStride: usize;
  /** [hidden panels][B][16]: factors of the hidden states on their way to the outputs, 0 for none; what they leave,
   * [hidden panels][chunk rows][16]. */
  mask: usize;
  seen: usize;

  /** Gradients, laid out as the weights. */
  dTable: usize;
  dRecurrent: usize;
  dOutput: usize;

  /** One stream: whether the last sweep over the recurrent weights went backwards. */
  backwards: u32;
  /** f64: summed loss in nats. */
  report: usize;
}
