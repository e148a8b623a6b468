// The initial state of a training: new weights, or a checkpoint migrated to the vocabulary of the current text.
import type { OptimizerState } from '../engine/engine.ts';
import { initialParameters } from '../engine/initialize.ts';
import { parameterCount, type ModelShape, tensorTable, type TensorSpec } from '../engine/modelShape.ts';
import type { Checkpoint } from '../model/network/checkpoint.ts';
import type { Progress } from '../model/network/modelCard.ts';
import { type Vocabulary, unknownId } from '../model/network/vocabulary.ts';
import type { TrainingSettings } from '../protocol/settings.ts';

export interface InitialState {
  readonly shape: ModelShape;
  readonly parameters: Float32Array;
  /** Undefined: the optimizer starts with empty moments. */
  readonly optimizer: OptimizerState | undefined;
  readonly progress: Progress;
}

const noProgress: Progress = { steps: 0, characters: 0, elapsedMs: 0, bitsPerChar: undefined };

/** A checkpoint keeps its cell and hidden size; the settings for them are ignored. So does the pretrained network. */
export function initialState(
  vocabulary: Vocabulary,
  settings: TrainingSettings,
  checkpoint: Checkpoint | undefined,
): InitialState {
  const { cell, hiddenSize } = checkpoint?.shape ?? settings;
  const shape = { cell, hiddenSize, vocabulary: vocabulary.size };
  const parameters = initialParameters(shape, settings.seed);
  if (!checkpoint) return { shape, parameters, optimizer: undefined, progress: noProgress };
  const isNew = checkpoint.progress.steps === 0;
  const migrate = (values: Float32Array, into: Float32Array): Float32Array =>
    migrateVocabulary(
      { shape: checkpoint.shape, vocabulary: checkpoint.vocabulary, values },
      { shape, vocabulary, values: into },
      isNew,
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

/**
 * Copies the values of `from` into `to.values`, character by character, and returns them. Both are flat and of the same cell and
 * hidden size. Before the call, `to.values` holds the values for new characters, unless they are `likeOutside`: to the pretrained
 * network, they are characters that are not in its vocabulary.
 */
export function migrateVocabulary(
  from: { readonly shape: ModelShape; readonly vocabulary: Vocabulary; readonly values: Float32Array },
  to: { readonly shape: ModelShape; readonly vocabulary: Vocabulary; readonly values: Float32Array },
  likeOutside = false,
): Float32Array {
  const idForNew = likeOutside ? unknownId : undefined;
  const oldIds = Array.from(to.vocabulary.codePoints, (codePoint) => {
    return codePoint < 0 ? unknownId : from.vocabulary.idOf(codePoint) || idForNew;
  });
  const oldTensors = new Map(tensorTable(from.shape).map((tensor) => [tensor.name, tensor]));
  for (const target of tensorTable(to.shape)) {
    const source = oldTensors.get(target.name)!;
    const [rows, columns] = dimensions(target);
    const [, oldColumns] = dimensions(source);
    const byRow = target.name === 'inputTable';
    const byColumn = target.name === 'outputWeight' || target.name === 'outputBias';
    for (let row = 0; row < rows; row++) {
      const oldRow = byRow ? oldIds[row] : row;
      if (oldRow === undefined) continue;
      for (let column = 0; column < columns; column++) {
        const oldColumn = byColumn ? oldIds[column] : column;
        if (oldColumn === undefined) continue;
        to.values[target.offset + row * columns + column] =
          from.values[source.offset + oldRow * oldColumns + oldColumn]!;
      }
    }
  }
  return to.values;
}

/** A vector is a matrix of one row. */
function dimensions({ shape }: TensorSpec): readonly [number, number] {
  return shape.length === 2 ? shape : [1, shape[0]];
}
