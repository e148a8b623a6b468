// The recurrent cells: one entry per cell. Their formulas are in referenceCells.ts (float64) and in kernels/.

/** The gates that cells have, in the order in which the dashboard shows them. */
export const cellGates = ['reset', 'update', 'input', 'forget', 'output'] as const;
export type CellGate = (typeof cellGates)[number];

export interface CellSpec {
  /** Its name for users. */
  readonly label: string;
  /** G: blocks of H columns in the recurrent product. A cell with one block keeps nothing for its backward step but its states. */
  readonly blocks: number;
  /** The gates, with values between 0 and 1, and the block of each. */
  readonly gates: readonly { readonly name: CellGate; readonly block: number }[];
  /** Floats of recurrent state per hidden unit: the hidden state, and a cell state behind it. */
  readonly stateBlocks: 1 | 2;
  /** The last block has a second bias, inside its recurrent product. */
  readonly recurrentBias: boolean;
  /** The block whose bias starts at 1, so that a new model keeps its cell state (Jozefowicz et al. 2015). */
  readonly openBlock?: number;
}

/** The order is that of the numbers in kernels/cells.ts. */
export const cellSpecs = {
  /** The Elman network. Block: h. */
  tanh: { label: 'RNN', blocks: 1, gates: [], stateBlocks: 1, recurrentBias: false },
  /** Blocks: reset, update, candidate. The bias inside the reset gate is the variant of cuDNN and PyTorch. */
  gru: {
    label: 'GRU',
    blocks: 3,
    gates: [
      { name: 'reset', block: 0 },
      { name: 'update', block: 1 },
    ],
    stateBlocks: 1,
    recurrentBias: true,
  },
  /** Blocks: input, forget, candidate, output. */
  lstm: {
    label: 'LSTM',
    blocks: 4,
    gates: [
      { name: 'input', block: 0 },
      { name: 'forget', block: 1 },
      { name: 'output', block: 3 },
    ],
    stateBlocks: 2,
    recurrentBias: false,
    openBlock: 1,
  },
} as const satisfies Readonly<Record<string, CellSpec>>;

export type Cell = keyof typeof cellSpecs;
export const cells = Object.keys(cellSpecs) as readonly Cell[];

export function cellSpec(cell: Cell): CellSpec {
  return cellSpecs[cell];
}

/** The name of a cell for users. */
export function cellLabel(cell: Cell): string {
  return cellSpecs[cell].label;
}
