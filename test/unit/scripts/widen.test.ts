import assert from 'node:assert/strict';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { widened } from '../../../scripts/assets/pretrainedNetwork/widen.mjs';
import { cells } from '../../../src/engine/cells.ts';
import { parameterCount, type ModelShape } from '../../../src/engine/modelShape.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';

/** Log-probabilities of the next id after each of some ids. */
function predictions(shape: ModelShape, parameters: Float32Array): number[] {
  const reader = referenceEngine.reader(shape);
  reader.writeParameters(parameters);
  return [1, 3, 0, 2, 2, 4, 1].flatMap((id) => {
    reader.feed(id);
    return [...reader.logProbabilities()];
  });
}

describe('widening a network', () => {
  for (const cell of cells) {
    it(`changes no prediction: ${cell}`, () => {
      const shape = { cell, hiddenSize: 5, vocabulary: 6 };
      const random = xoroshiro128plus(1);
      const parameters = Float32Array.from({ length: parameterCount(shape) }, () => 2 * uniformFloat64(random) - 1);
      const wide = widened({ shape, parameters }, 8, 2);
      assert.deepEqual(predictions({ ...shape, hiddenSize: 8 }, wide), predictions(shape, parameters));
    });
  }

  it('gives each new unit random weights of its own, which read all units', () => {
    const shape = { cell: 'gru', hiddenSize: 2, vocabulary: 3 } as const;
    const wide = widened({ shape, parameters: new Float32Array(parameterCount(shape)) }, 4, 1);
    // The recurrent tensor follows the input table of 3 × (3 × 4); its rows are units.
    const row = (unit: number): number[] => [...wide.subarray(36 + 12 * unit, 36 + 12 * (unit + 1))];
    for (let unit = 0; unit < 4; unit++) {
      const weights = row(unit);
      assert.deepEqual(
        [0, 1, 4, 5, 8, 9].filter((column) => weights[column] !== 0),
        [],
      );
      assert.deepEqual(
        [2, 3, 6, 7, 10, 11].filter((column) => weights[column] === 0),
        [],
      );
    }
  });
});
