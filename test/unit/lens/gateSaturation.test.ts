import assert from 'node:assert/strict';
import { initialParameters } from '../../../src/engine/initialize.ts';
import { type Cell } from '../../../src/engine/cells.ts';
import { tensorTable } from '../../../src/engine/modelShape.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { recordActivations } from '../../../src/lens/activations.ts';
import { gateSaturation } from '../../../src/lens/gateSaturation.ts';

/** A network whose bias keeps one gate block open or closed. */
function saturationOf(cell: Cell, block: number, bias: number) {
  const shape = { cell, hiddenSize: 4, vocabulary: 3 };
  const parameters = initialParameters(shape, 1);
  const { offset } = tensorTable(shape).find(({ name }) => name === 'bias')!;
  parameters.fill(bias, offset + block * shape.hiddenSize, offset + (block + 1) * shape.hiddenSize);
  const reader = referenceEngine.reader(shape);
  reader.writeParameters(parameters);
  const text = { context: Int32Array.of(2), ids: Int32Array.of(0, 1, 2, 1) };
  return recordActivations(reader, [text]).gates.map(({ gate, activations }) => gateSaturation(gate, activations));
}

describe('gate saturation', () => {
  it('finds gates that are always open and gates that are always closed', () => {
    const [reset, update] = saturationOf('gru', 1, 20);
    assert.deepEqual([reset!.gate, update!.gate], ['reset', 'update']);
    assert.deepEqual([...update!.open], [1, 1, 1, 1]);
    assert.deepEqual([...update!.values], new Array(16).fill(255));
    assert.ok(update!.mean.every((mean) => mean > 0.99));
    assert.ok(reset!.open.every((share) => share < 1));
    const [input, , output] = saturationOf('lstm', 3, -20);
    assert.deepEqual([...output!.closed], [1, 1, 1, 1]);
    assert.ok(input!.closed.every((share) => share === 0));
  });

  it('is empty for a cell without gates', () => {
    assert.deepEqual(saturationOf('tanh', 0, 0), []);
  });
});
