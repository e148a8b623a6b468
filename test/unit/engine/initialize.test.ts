// The initial weights of a new model.
import assert from 'node:assert/strict';
import { initialParameters } from '../../../src/engine/initialize.ts';
import { cells } from '../../../src/engine/cells.ts';
import { tensorTable } from '../../../src/engine/modelShape.ts';

describe('initial parameters', () => {
  it('are the same for the same seed and different for another seed', () => {
    const shape = { cell: 'gru', hiddenSize: 8, vocabulary: 5 } as const;
    assert.deepEqual(initialParameters(shape, 3), initialParameters(shape, 3));
    assert.notDeepEqual(initialParameters(shape, 3), initialParameters(shape, 4));
  });

  for (const cell of cells) {
    it(`have orthonormal rows in every recurrent block (${cell})`, () => {
      const shape = { cell, hiddenSize: 7, vocabulary: 5 };
      const parameters = initialParameters(shape, 1);
      const tensor = tensorTable(shape).find(({ name }) => name === 'recurrent')!;
      const width = tensor.length / shape.hiddenSize;
      const at = (row: number, column: number) => parameters[tensor.offset + row * width + column]!;
      for (let gate = 0; gate < width / shape.hiddenSize; gate++) {
        for (let a = 0; a < shape.hiddenSize; a++) {
          for (let b = 0; b < shape.hiddenSize; b++) {
            let product = 0;
            for (let j = 0; j < shape.hiddenSize; j++) product += at(a, gate * 7 + j) * at(b, gate * 7 + j);
            assert.ok(Math.abs(product - (a === b ? 1 : 0)) < 1e-6);
          }
        }
      }
    });
  }

  it('set the bias of the forget gate to 1 in an LSTM', () => {
    const shape = { cell: 'lstm', hiddenSize: 3, vocabulary: 5 } as const;
    const bias = tensorTable(shape).find(({ name }) => name === 'bias')!;
    const values = initialParameters(shape, 1).subarray(bias.offset, bias.offset + bias.length);
    assert.deepEqual(Array.from(values), [0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
  });
});
