// The kernels' tanh, sigmoid and log-softmax compared with Math's, within the bounds of kernels/vector.ts. They are measured through
// a reader with zero recurrent weights, so that its state is a function of one character's row of the table.
import assert from 'node:assert/strict';
import { KernelReader } from '../../../src/engine/kernelReader.ts';
import { parameterCount, tensorTable, type TensorName } from '../../../src/engine/modelShape.ts';
import type { Cell } from '../../../src/engine/cells.ts';
import { kernelModule } from './kernelFiles.ts';

const hidden = 512;
/** -40 .. 40, denser around 0. At the ends e^2x would overflow or underflow. */
const points = Float32Array.from({ length: hidden }, (_, i) => {
  const t = (2 * i) / (hidden - 1) - 1;
  return i === 0 ? -1e4 : i === hidden - 1 ? 1e4 : 40 * t ** 3;
});

for (const build of ['engine-plain', 'engine-relaxed']) {
  describe(`the functions of ${build}`, () => {
    it('tanh: within 2.5e-7, exactly 0 at 0', () => {
      const { hidden: h } = readerAfterZero('tanh', { inputTable: points });
      assert.ok(largestDifference(h, (i) => Math.tanh(points[i]!)) <= 2.5e-7);
      assert.equal(readerAfterZero('tanh', {}).hidden[0], 0);
    });

    it('sigmoid: within 1.5e-7', () => {
      // c' = sigmoid(x) · tanh(40): the previous cell state is 0, and the output gate does not matter.
      const gates = new Float32Array(4 * hidden).fill(40, 2 * hidden, 3 * hidden);
      gates.set(points);
      const cell = readerAfterZero('lstm', { inputTable: gates }).state.subarray(hidden);
      assert.ok(largestDifference(cell, (i) => 1 / (1 + Math.exp(-points[i]!))) <= 1.5e-7);
    });

    it('log-softmax: within 2.5e-7, relative above 1', () => {
      const logits = Float32Array.from({ length: 100 }, (_, i) => 30 * Math.sin(i * i));
      const logProbabilities = readerAfterZero('tanh', { outputBias: logits }, 100).logProbabilities();
      const total = Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0));
      logProbabilities.forEach((value, i) => {
        const expected = logits[i]! - total;
        assert.ok(Math.abs(value - expected) <= 2.5e-7 * Math.max(1, Math.abs(expected)), `${value}, not ${expected}`);
      });
    });

    /** A reader after character 0. All parameters are zero except the given ones (of the table: its first row). */
    function readerAfterZero(
      cell: Cell,
      given: Partial<Record<TensorName, Float32Array>>,
      vocabulary = 2,
    ): KernelReader {
      const shape = { cell, hiddenSize: hidden, vocabulary };
      const parameters = new Float32Array(parameterCount(shape));
      for (const { name, offset } of tensorTable(shape)) parameters.set(given[name] ?? [], offset);
      const reader = new KernelReader(kernelModule(build), shape);
      reader.writeParameters(parameters);
      reader.feed(0);
      return reader;
    }
  });
}

function largestDifference(actual: Float32Array, expected: (i: number) => number): number {
  const off = Math.max(...actual.map((value, i) => Math.abs(value - Math.fround(expected(i)))));
  console.log(`      largest difference ${off.toExponential(1)}`);
  return off;
}
