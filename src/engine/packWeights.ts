// Computes the forms of the packed parameters that the matrix products read.
import type { Kernels } from './kernelModule.ts';
import { panelColumns, type PanelMatrix } from './panels.ts';
import type { TransposedPlan, WeightPlan } from './trainerPlan.ts';

/** Consecutive panels of one matrix: the part of one thread. */
export interface Span {
  readonly from: number;
  readonly count: number;
}

/** The panels of a matrix that one of `threads` threads updates. */
export function spanOf({ panels }: PanelMatrix, thread: number, threads: number): Span {
  const from = Math.floor((thread * panels) / threads);
  return { from, count: Math.floor(((thread + 1) * panels) / threads) - from };
}

/** Which part of the weights a thread packs. */
export interface Part {
  readonly thread: number;
  readonly threads: number;
}

export const allParts: Part = { thread: 0, threads: 1 };

/** Refreshes the weights that forward products read, for one thread's part. Called once per update. `memory`: all of it, as floats. */
export function packForward(kernels: Kernels, plan: WeightPlan, memory: Float32Array, { thread, threads }: Part): void {
  const { table, output } = plan.packed;
  const vocabulary = table.rows;
  const tableSpan = spanOf(table, thread, threads);
  const skipped = tableSpan.from * table.stride;
  kernels.foldBias(
    tableSpan.count,
    table.rows,
    plan.weights + table.offset * 4 + skipped,
    plan.tableWithBias + skipped,
  );

  // The padding columns beyond the vocabulary must have probability 0.
  const outputSpan = spanOf(output, thread, threads);
  for (let panel = outputSpan.from; panel < outputSpan.from + outputSpan.count; panel++) {
    const bias = plan.weights / 4 + output.offset + (panel * output.stride) / 4 + output.rows * panelColumns;
    for (let lane = 0; lane < panelColumns; lane++) {
      const column = panel * panelColumns + lane;
      memory[plan.outputBias / 4 + column] = column < vocabulary ? memory[bias + lane]! : -1e30;
    }
  }
}

/** Refreshes the transposed weights that backward products read. */
export function packBackward(kernels: Kernels, plan: TransposedPlan, { thread, threads }: Part): void {
  const { recurrent, output, hiddenPanels, vocabularyPanels } = plan.packed;
  const block = panelColumns * panelColumns * 4;
  const transposePart = (matrix: PanelMatrix, to: number, columns: number) => {
    const { from, count } = spanOf(matrix, thread, threads);
    const address = plan.weights + matrix.offset * 4;
    kernels.transpose(from, count, hiddenPanels, address, matrix.stride, to, columns * block);
  };
  transposePart(recurrent, plan.recurrentTransposed, recurrent.panels);
  transposePart(output, plan.outputTransposed, vocabularyPanels);
}
