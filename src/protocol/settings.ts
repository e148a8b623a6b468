// Settings that cross threads: plain values, validated at the host's edge.
import type { Cell } from '../engine/modelShape.ts';

export interface TrainingSettings {
  readonly cell: Cell;
  readonly hidden: number;
  readonly streams: number;
  /** Sequence length of truncated BPTT, in characters. */
  readonly length: number;
  readonly optimizer: 'adamw' | 'sgd';
  /** Peak learning rate. */
  readonly learningRate: number;
  readonly clipNorm: number;
  /** Time budget of the training, without pauses. */
  readonly seconds: number;
  readonly seed: number;
  /** Threads for training; 0 = all cores but one. */
  readonly threads: number;
}

export interface SamplingSettings {
  /** 0 = greedy. */
  readonly temperature: number;
  /** Nucleus: the smallest set of characters with this much probability is drawn from. */
  readonly topP: number;
  readonly seed: number;
}
