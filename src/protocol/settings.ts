// Settings that cross threads: plain values, validated at the host's edge.
import type { Cell } from '../engine/modelShape.ts';

export interface TrainingSettings {
  readonly cell: Cell;
  readonly hidden: number;
  readonly streams: number;
  /** Sequence length of truncated BPTT, in characters. */
  readonly sequenceLength: number;
  readonly optimizer: 'adamw' | 'sgd';
  /** Peak learning rate. */
  readonly learningRate: number;
  readonly clipNorm: number;
  /** The part of the hidden units that is hidden from the outputs, at random, once the text is read again. */
  readonly dropout: number;
  /** Time budget of the training, without pauses. */
  readonly seconds: number;
  /** Budget in training steps instead: the same on every machine, so that one seed gives one checkpoint. */
  readonly steps?: number;
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

/** The recipe that was best of those tried (see bench/recipe/README.md). */
export const defaultTrainingSettings: TrainingSettings = {
  cell: 'gru',
  hidden: 320,
  streams: 64,
  sequenceLength: 32,
  optimizer: 'adamw',
  learningRate: 8e-3,
  clipNorm: 1,
  dropout: 0.2,
  seconds: 120,
  seed: 1,
  threads: 0,
};

export const defaultSampling: SamplingSettings = { temperature: 0.6, topP: 0.95, seed: 1 };
