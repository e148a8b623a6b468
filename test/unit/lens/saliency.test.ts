// Compares the gradient with respect to earlier characters with finite differences.
import assert from 'node:assert/strict';
import { initialParameters } from '../../../src/engine/initialize.ts';
import { cells, cellSpec, type Cell } from '../../../src/engine/cells.ts';
import { tensorTable } from '../../../src/engine/modelShape.ts';
import { forward, stateLength } from '../../../src/engine/reference.ts';
import { createSaliency } from '../../../src/lens/saliency.ts';

/** Every character once, so that each row of the input table belongs to one position. */
const ids = [3, 1, 4, 0, 2];
const next = 1;

function network(cell: Cell) {
  const shape = { cell, hiddenSize: 6, vocabulary: 5 };
  return { shape, parameters: Float64Array.from(initialParameters(shape, 1), (value) => 3 * value) };
}

/** log p(`next`) after the whole text. */
function logProbability({ shape, parameters }: ReturnType<typeof network>): number {
  const window = { streams: 1, length: ids.length, inputs: ids, targets: new Int32Array(ids.length) };
  const { probabilities } = forward(shape, parameters, window, new Float64Array(stateLength(shape)));
  return Math.log(probabilities[(ids.length - 1) * shape.vocabulary + next]!);
}

/** The norm of the finite differences for one row of the input table. */
function finiteDifferences(model: ReturnType<typeof network>, id: number): number {
  const width = cellSpec(model.shape.cell).blocks * model.shape.hiddenSize;
  const { offset } = tensorTable(model.shape).find(({ name }) => name === 'inputTable')!;
  const step = 1e-5;
  return Math.hypot(
    ...Array.from({ length: width }, (_, column) => {
      const moved = (by: number) => {
        const parameters = model.parameters.slice();
        parameters[offset + id * width + column]! += by;
        return logProbability({ ...model, parameters });
      };
      return (moved(step) - moved(-step)) / (2 * step);
    }),
  );
}

describe('saliency', () => {
  for (const cell of cells) {
    it(`equals the finite differences for each earlier character (${cell})`, () => {
      const model = network(cell);
      const { norms, logProbability: found } = createSaliency(model.shape, model.parameters, ids)(
        ids.length - 1,
        next,
        9,
      );
      const expected = [...ids].reverse().map((id) => finiteDifferences(model, id));
      assert.ok(Math.abs(found - logProbability(model)) < 1e-12);
      assert.equal(norms.length, ids.length);
      norms.forEach((norm, back) => {
        assert.ok(Math.abs(norm - expected[back]!) < 1e-6, `${back} back: ${norm} against ${expected[back]}`);
      });
    });
  }

  it('goes back the requested number of characters from the requested position', () => {
    const { shape, parameters } = network('gru');
    const look = createSaliency(shape, parameters, ids);
    assert.equal(look(4, next, 2).norms.length, 2);
    assert.deepEqual(look(1, next, 9), createSaliency(shape, parameters, ids.slice(0, 2))(1, next, 9));
  });
});
