// Vocabulary migration: moves a trained model to another vocabulary. Characters that both know keep their weights.
import { tensorTable, type ModelShape, type TensorSpec } from '../engine/modelShape.ts';
import { unknownId, type Vocabulary } from '../model/network/vocabulary.ts';

/**
 * Copies the values of `from` into `to.values`, character by character, and returns them. Both are flat and of the same cell and
 * hidden size. Before the call, `to.values` holds the values for new characters.
 */
export function migrateVocabulary(
  from: { readonly shape: ModelShape; readonly vocabulary: Vocabulary; readonly values: Float32Array },
  to: { readonly shape: ModelShape; readonly vocabulary: Vocabulary; readonly values: Float32Array },
): Float32Array {
  const oldIds = Array.from(to.vocabulary.codePoints, (codePoint) => {
    return codePoint < 0 ? unknownId : from.vocabulary.idOf(codePoint) || undefined;
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
