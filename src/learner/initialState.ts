// The initial state of a training: new weights, or a checkpoint migrated to the vocabulary of the current text.
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
  /** Undefined: the optimizer starts with empty moments. */
  readonly optimizer: OptimizerState | undefined;
  readonly progress: Progress;
}

const noProgress: Progress = { steps: 0, characters: 0, elapsedMs: 0, bitsPerChar: undefined };

/** A checkpoint keeps its cell and hidden size; the settings for them are ignored. */
export function initialState(
  vocabulary: Vocabulary,
  settings: TrainingSettings,
  checkpoint: Checkpoint | undefined,
): InitialState {
  const { cell, hidden } = checkpoint?.shape ?? settings;
  const shape = { cell, hidden, vocabulary: vocabulary.size };
  const parameters = initialParameters(shape, settings.seed);
  if (!checkpoint) return { shape, parameters, optimizer: undefined, progress: noProgress };
  const migrate = (values: Float32Array, into: Float32Array): Float32Array =>
    migrateVocabulary(
      { shape: checkpoint.shape, vocabulary: checkpoint.vocabulary, values },
      { shape, vocabulary, values: into },
    );
  const { steps, first, second } = checkpoint.optimizer;
  const zeros = (): Float32Array => new Float32Array(parameterCount(shape));
  const hasMoments = first.length > 0 && settings.optimizer === 'adamw';
  return {
    shape,
    parameters: migrate(checkpoint.parameters, parameters),
    optimizer: hasMoments ? { steps, first: migrate(first, zeros()), second: migrate(second, zeros()) } : undefined,
    // The held-out text may have changed, so the old figure cannot be compared.
    progress: { ...checkpoint.progress, bitsPerChar: undefined },
  };
}
