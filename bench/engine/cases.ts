// The measured cases: shapes of models and batches.
import { cellSpec, type Cell } from '../../src/engine/cells.ts';

export interface Case {
  readonly cell: Cell;
  readonly hidden: number;
  readonly streams: number;
  readonly length: number;
  readonly optimizer: 'adamw' | 'sgd';
}

export const vocabulary = 96;
/** Vocabulary of the sampling benchmark. */
export const sampledVocabulary = 100;

/** The plain form of Loshchilov and Hutter, which all peers have. */
export const adamw = {
  kind: 'adamw',
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  weightDecay: 0,
  nesterov: false,
  tableRate: 1,
  outputRate: 1,
} as const;

const batch = { streams: 32, length: 64, optimizer: 'adamw' } as const;
const singleStream = { streams: 1, length: 64, optimizer: 'adamw' } as const;
/** The values of the numpy notebook. */
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
  { cell: 'tanh', hidden: 256, ...singleStream },
  { cell: 'gru', hidden: 256, ...singleStream },
  { cell: 'tanh', hidden: 100, ...notebook },
];

/** Floating-point operations per character: products of the recurrent and the output matrix, once forward and twice backward. */
export function operationsPerCharacter({ cell, hidden }: Case): number {
  return 6 * cellSpec(cell).blocks * hidden * hidden + 6 * vocabulary * hidden;
}

/** Name of a case on the command line: tanh:256:32x64. */
export function nameOf({ cell, hidden, streams, length }: Case): string {
  return `${cell}:${hidden}:${streams}x${length}`;
}
