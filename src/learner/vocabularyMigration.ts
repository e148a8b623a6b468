// A trained model into one with another vocabulary: characters that both know keep what was learnt about them.
import { tensorTable, type ModelShape, type TensorSpec } from '../engine/modelShape.ts';
import { unknownId, type Vocabulary } from '../model/network/vocabulary.ts';

/**
 * Fills `into` (flat, of `to`'s shape; it holds the values for new characters) with the values of `from`, character by
 * character. Cell and hidden size are the same.
 */
export function migrateVocabulary(
  from: { readonly shape: ModelShape; readonly vocabulary: Vocabulary; readonly values: Float32Array },
  to: { readonly shape: ModelShape; readonly vocabulary: Vocabulary; readonly values: Float32Array },
): Float32Array {
  const oldIds = Array.from(to.vocabulary.codePoints, (codePoint) => {
    return codePoint < 0 ? unknownId : from.vocabulary.idOf(codePoint) || undefined;
  });
  const source = new Map(tensorTable(from.shape).map((tensor) => [tensor.name, tensor]));
  for (const target of tensorTable(to.shape)) {
    const old = source.get(target.name)!;
    const [rows, columns] = sides(target);
    const [, oldColumns] = sides(old);
    const byRow = target.name === 'inputTable';
    const byColumn = target.name === 'outputWeight' || target.name === 'outputBias';
    for (let row = 0; row < rows; row++) {
      const oldRow = byRow ? oldIds[row] : row;
      if (oldRow === undefined) continue;
      for (let column = 0; column < columns; column++) {
        const oldColumn = byColumn ? oldIds[column] : column;
        if (oldColumn === undefined) continue;
        to.values[target.offset + row * columns + column] = from.values[old.offset + oldRow * oldColumns + oldColumn]!;
      }
    }
  }
  return to.values;
}

function sides({ shape }: TensorSpec): readonly [number, number] {
  return shape.length === 2 ? shape : [1, shape[0]];
}
