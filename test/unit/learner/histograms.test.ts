// Histograms of weights and hidden states.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parameterCount, tensorTable } from '../../../src/engine/modelShape.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { histogramOf, histogramsOf } from '../../../src/learner/histograms.ts';

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

describe('a histogram', () => {
  it('counts every value of a small array once, in evenly spaced bins', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ minLength: 1, maxLength: 500, noNaN: true, noDefaultInfinity: true, min: -8, max: 8 }),
        (values) => {
          const { low, high, counts } = histogramOf(values);
          assert.equal(low, Math.min(...values));
          assert.equal(high, Math.max(...values));
          assert.equal(sum(counts), values.length);
          const middle = (low + high) / 2;
          const below = sum(counts.slice(0, counts.length / 2));
          const exact = values.filter((value) => value < middle).length;
          assert.ok(Math.abs(below - exact) <= values.filter((value) => Math.abs(value - middle) < 1e-5).length);
        },
      ),
    );
  });

  it('counts a sample of a large array', () => {
    const { counts } = histogramOf(Float32Array.from({ length: 1_000_000 }, (_, at) => Math.sin(at)));
    assert.ok(sum(counts) > 15_000 && sum(counts) <= 20_000, String(sum(counts)));
    // An arcsine distribution: most values are near the ends.
    assert.ok(counts[0]! > 3 * counts[20]!);
  });

  it('of nothing is empty', () => {
    assert.equal(sum(histogramOf(new Float32Array(0)).counts), 0);
  });

  for (const cell of ['tanh', 'gru', 'lstm'] as const) {
    it(`shows weights and hidden states of ${cell}`, () => {
      const shape = { cell, hiddenSize: 6, vocabulary: 5 };
      const trainer = referenceEngine.trainer({
        shape,
        streams: 3,
        length: 2,
        maxGradientNorm: 1,
        optimizer: { kind: 'sgd' },
        masked: false,
      });
      const parameters = Float32Array.from({ length: parameterCount(shape) }, (_, at) => Math.sin(at + 1));
      trainer.writeParameters(parameters);
      trainer.inputs.set([1, 2, 3, 4, 1, 2]);
      trainer.targets.set([2, 3, 4, 1, 2, 3]);
      trainer.step(0);
      const histograms = histogramsOf(trainer, trainer.readParameters());
      const names = histograms.map(({ name }) => name);
      assert.deepEqual(names, ['inputTable', 'recurrent', 'outputWeight', 'hiddenState']);
      const table = tensorTable(shape);
      for (const { name, counts, low, high } of histograms) {
        const tensor = table.find((one) => one.name === name);
        assert.equal(sum(counts), tensor?.length ?? 3 * shape.hiddenSize, name);
        assert.ok(low >= -1 && low < high && high <= 1, `${name}: ${low} to ${high}`);
      }
    });
  }
});
