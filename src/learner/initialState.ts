// Where a training starts: from new weights, or from a checkpoint, fitted to the vocabulary of today's text.
import type { OptimizerState } from '../engine/engine.ts';
import { initialParameters } from '../engine/initialize.ts';
import { parameterCount, type ModelShape } from '../engine/modelShape.ts';
import type { Checkpoint, Progress } from '../model/network/checkpoint.ts';
import type { Vocabulary } from '../model/network/vocabulary.ts';
import type { TrainingSettings } from '../protocol/settings.ts';
import { migrateVocabulary } from './vocabularyMigration.ts';

export interface InitialState {
  readonly shape: ModelShape;
  readonly parameters: Float32Array;
  /** Undefined: the optimizer starts new. */
  readonly optimizer: OptimizerState | undefined;
  readonly progress: Progress;
}

const noProgress: Progress = { steps: 0, characters: 0, elapsedMs: 0, bitsPerChar: undefined };

/** A checkpoint keeps its cell and hidden size, whatever the settings say. */
export function initialState(
  vocabulary: Vocabulary,
  settings: TrainingSettings,
  checkpoint: Checkpoint | undefined,
): InitialState {
  const { cell, hidden } = checkpoint?.shape ?? settings;
  const shape = { cell, hidden, vocabulary: vocabulary.size };
  const fresh = initialParameters(shape, settings.seed);
  if (!checkpoint) return { shape, parameters: fresh, optimizer: undefined, progress: noProgress };
  const migrate = (values: Float32Array, into: Float32Array): Float32Array =>
    migrateVocabulary(
      { shape: checkpoint.shape, vocabulary: checkpoint.vocabulary, values },
      { shape, vocabulary, values: into },
    );
  const { steps, first, second } = checkpoint.optimizer;
  const blank = (): Float32Array => new Float32Array(parameterCount(shape));
  const moments = first.length > 0 && settings.optimizer === 'adamw';
  return {
    shape,
    parameters: migrate(checkpoint.parameters, fresh),
    optimizer: moments ? { steps, first: migrate(first, blank()), second: migrate(second, blank()) } : undefined,
    // Other text than last time may be held out now: what was measured then is no bar for today.
    progress: { ...checkpoint.progress, bitsPerChar: undefined },
  };
}
