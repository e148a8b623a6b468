// The formulas of the cells in float64, written down once more: independent of the engine, so that an error there cannot confirm itself.
import type { Cell, CellGate } from '../../../src/engine/cells.ts';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Pre-activations of a unit at one step, per block: input plus bias, and recurrent product. */
interface Sums {
  input(block: number): number;
  recurrent(block: number): number;
}

interface Step {
  readonly h: number;
  readonly c: number;
  readonly gates: readonly (readonly [CellGate, number])[];
}

/** One step of one unit: its hidden state, its cell state (0 without one), and its gates. */
export const cellFormulas: Readonly<
  Record<Cell, { readonly blocks: number; step(sums: Sums, h: number, c: number): Step }>
> = {
  tanh: { blocks: 1, step: ({ input, recurrent }) => ({ h: Math.tanh(input(0) + recurrent(0)), c: 0, gates: [] }) },
  /** h' = (1 - u) · n + u · h, n = tanh(x + r · Wh). */
  gru: {
    blocks: 3,
    step: ({ input, recurrent }, h) => {
      const [reset, update] = [sigmoid(input(0) + recurrent(0)), sigmoid(input(1) + recurrent(1))];
      const candidate = Math.tanh(input(2) + reset * recurrent(2));
      const gates = [['reset', reset] as const, ['update', update] as const];
      return { h: (1 - update) * candidate + update * h, c: 0, gates };
    },
  },
  /** c' = f · c + i · n, h' = o · tanh(c'). */
  lstm: {
    blocks: 4,
    step: ({ input, recurrent }, _h, c) => {
      const [inGate, forget, candidate, outGate] = [0, 1, 2, 3].map((block) => input(block) + recurrent(block)) as [
        number,
        number,
        number,
        number,
      ];
      const next = sigmoid(forget) * c + sigmoid(inGate) * Math.tanh(candidate);
      const gates = [
        ['input', sigmoid(inGate)] as const,
        ['forget', sigmoid(forget)] as const,
        ['output', sigmoid(outGate)] as const,
      ];
      return { h: sigmoid(outGate) * Math.tanh(next), c: next, gates };
    },
  },
};
