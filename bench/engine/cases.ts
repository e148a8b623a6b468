// What is measured: shapes, and on how many threads and in which mode.
import { cellSpec, type Cell } from '../../src/engine/cells.ts';

export interface Case {
  readonly cell: Cell;
  readonly hidden: number;
  readonly streams: number;
  readonly length: number;
  readonly optimizer: 'adamw' | 'sgd';
}

export const vocabulary = 96;
/** Of what is sampled from. */
export const sampledVocabulary = 100;

const batch = { streams: 32, length: 64, optimizer: 'adamw' } as const;
const alone = { streams: 1, length: 64, optimizer: 'adamw' } as const;
/** The notebook's own. */
const notebook = { streams: 1, length: 25, optimizer: 'sgd' } as const;

export const quickCases: readonly Case[] = [
  { cell: 'tanh', hidden: 256, ...batch },
  { cell: 'gru', hidden: 256, ...batch },
];

export const allCases: readonly Case[] = [
  { cell: 'tanh', hidden: 128, ...batch },
  { cell: 'tanh', hidden: 256, ...batch },
  { cell: 'gru', hidden: 128, ...batch },
  { cell: 'gru', hidden: 256, ...batch },
  { cell: 'lstm', hidden: 256, ...batch },
  { cell: 'tanh', hidden: 512, ...batch },
  { cell: 'gru', hidden: 512, ...batch },
  { cell: 'tanh', hidden: 256, ...alone },
  { cell: 'gru', hidden: 256, ...alone },
  { cell: 'tanh', hidden: 100, ...notebook },
];

/** Floating-point operations of one character: products of the recurrent and the output matrix, there and twice back. */
export function operationsPerCharacter({ cell, hidden }: Case): number {
  return 6 * cellSpec(cell).blocks * hidden * hidden + 6 * vocabulary * hidden;
}

/** How a case is called on the command line: tanh:256:32x64. */
export function nameOf({ cell, hidden, streams, length }: Case): string {
  return `${cell}:${hidden}:${streams}x${length}`;
}
