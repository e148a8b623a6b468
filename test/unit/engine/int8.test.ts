// Readers of int8 weights: the reference compared with the formulas, and each build of the kernels with the reference.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cells, type Cell } from '../../../src/engine/cells.ts';
import { codeOf, columnScale, roundedParameters, roundedState } from '../../../src/engine/int8.ts';
import { kernelEngine } from '../../../src/engine/kernelEngine.ts';
import { parameterCount, tensorTable, type ModelShape } from '../../../src/engine/modelShape.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import type { Engine, Precision } from '../../../src/engine/engine.ts';
import { kernelBuilds } from './kernelFiles.ts';

/** Few, because a state that is rounded differently changes all later ones. */
const characters = 4;

/** Hidden sizes below, at and above a panel of the kernels. */
const shapes: fc.Arbitrary<ModelShape> = fc.record({
  cell: fc.constantFrom(...cells),
  hiddenSize: fc.constantFrom(1, 5, 16, 37, 64),
  vocabulary: fc.integer({ min: 2, max: 40 }),
});

function parametersOf(shape: ModelShape, seed: number): Float32Array {
  return Float32Array.from({ length: parameterCount(shape) }, (_, at) => 0.4 * Math.sin(seed + at * at));
}

function logProbabilitiesOf(
  engine: Engine,
  shape: ModelShape,
  parameters: Float32Array,
  precision: Precision,
): number[] {
  const reader = engine.reader(shape, precision);
  reader.writeParameters(parameters);
  return Array.from({ length: characters }, (_, at) => {
    reader.feed(at === 0 ? -1 : (at * 7) % shape.vocabulary);
    return [...reader.logProbabilities()];
  }).flat();
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, value, at) => Math.max(most, Math.abs(value - b[at]!)), 0);
}

describe('int8 products', () => {
  it('round a state to the nearest of 128 values, so by at most 1/127', () => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (state) => {
        assert.ok(Math.abs(roundedState(state) - state) <= 1 / 127 + 1e-12);
      }),
    );
    assert.equal(roundedState(1), 1);
    assert.equal(roundedState(-1), -1);
  });

  it('round the recurrent and the output weights by at most half the scale of their column, and nothing else', () => {
    const shape = { cell: 'gru', hiddenSize: 6, vocabulary: 5 } as const;
    const parameters = parametersOf(shape, 1);
    const rounded = roundedParameters(shape, parameters);
    for (const { name, offset, length, shape: sides } of tensorTable(shape)) {
      const matrix = parameters.subarray(offset, offset + length);
      const isProduct = name === 'recurrent' || name === 'outputWeight';
      matrix.forEach((value, at) => {
        const most = isProduct ? columnScale(matrix, sides[1]!, at % sides[1]!) / 2 : 0;
        assert.ok(Math.abs(rounded[offset + at]! - value) <= most * 1.0001, `${name} ${at}`);
      });
    }
  });

  it('have codes from -127 to 127, and 0 in a column of zeros', () => {
    const column = Float32Array.of(0.3, -2, 1.99);
    const scale = columnScale(column, 1, 0);
    const codes = [...column].map((weight) => codeOf(weight, scale));
    assert.deepEqual(codes, [19, -127, 126]);
    assert.equal(codeOf(0, columnScale(new Float32Array(3), 1, 0)), 0);
  });

  it('of the reference are those in float64 of rounded weights and states (an Elman network by hand)', () => {
    const shape = { cell: 'tanh', hiddenSize: 2, vocabulary: 2 } as const;
    const parameters = parametersOf(shape, 3);
    const at = Object.fromEntries(tensorTable(shape).map(({ name, offset }) => [name, offset]));
    const rounded = roundedParameters(shape, parameters);
    const value = (name: string, index: number): number => rounded[at[name]! + index]!;
    let state = [0, 0];
    for (const id of [0, 1, 1]) {
      const factors = state.map(roundedState);
      state = [0, 1].map((unit) =>
        Math.fround(
          Math.tanh(
            value('inputTable', 2 * id + unit) +
              value('bias', unit) +
              factors[0]! * value('recurrent', unit) +
              factors[1]! * value('recurrent', 2 + unit),
          ),
        ),
      );
    }
    const reader = referenceEngine.reader(shape, 'int8');
    reader.writeParameters(parameters);
    for (const id of [0, 1, 1]) reader.feed(id);
    reader.hidden.forEach((actual, unit) => assert.ok(Math.abs(actual - state[unit]!) < 1e-7));
  });

  it('need a network with one layer, and parameters instead of the weights of a trainer', () => {
    const shape = { cell: 'gru', hiddenSize: 4, vocabulary: 3 } as const;
    for (const engine of [referenceEngine, kernelEngine('plain', kernelBuilds('engine-plain'))]) {
      assert.throws(() => engine.reader({ ...shape, layers: 2 }, 'int8'), /2 layers/);
    }
    const reader = kernelEngine('plain', kernelBuilds('engine-plain')).reader(shape, 'int8');
    assert.throws(() => reader.writeWeights(new Float32Array(parameterCount(shape))), /parameters only/);
  });

  for (const build of ['engine-plain', 'engine-relaxed']) {
    it(`of ${build} agree with the reference to 1e-5, but for states at the border between two codes`, () => {
      const engine = kernelEngine(build, kernelBuilds(build));
      let roundedDifferently = 0;
      fc.assert(
        fc.property(shapes, fc.integer({ min: 0, max: 1000 }), (shape, seed) => {
          const parameters = parametersOf(shape, seed);
          const expected = logProbabilitiesOf(referenceEngine, shape, parameters, 'int8');
          const actual = logProbabilitiesOf(engine, shape, parameters, 'int8');
          const difference = largestDifference(actual, expected);
          if (difference < 1e-5) return;
          // All states after one that is rounded differently differ a little.
          roundedDifferently++;
          assert.ok(difference < roundingDifference(shape, parameters), `${difference}`);
        }),
        { numRuns: 60, seed: 1 },
      );
      assert.ok(roundedDifferently <= 5, `${roundedDifferently} of 60`);
    });

    it(`of ${build} are exact where all codes are at their limits`, () => {
      const shape: ModelShape = { cell: 'tanh' satisfies Cell, hiddenSize: 512, vocabulary: 2 };
      const parameters = new Float32Array(parameterCount(shape));
      for (const { name, offset, length } of tensorTable(shape)) {
        // States of exactly 1 and, after products with them, sums of 512 · 127 · 127 in each column.
        if (name === 'inputTable') parameters.fill(40, offset, offset + length);
        if (name === 'recurrent') parameters.fill(0.25, offset, offset + length);
        if (name === 'outputWeight')
          for (let at = 0; at < length; at++) parameters[offset + at] = at % 2 === 0 ? 0.01 : -0.01;
      }
      const reader = kernelEngine(build, kernelBuilds(build)).reader(shape, 'int8');
      reader.writeParameters(parameters);
      for (const id of [0, 1]) reader.feed(id);
      const [first, second] = reader.logProbabilities();
      assert.ok(Math.abs(first! - second! - 2 * 512 * 0.01) < 1e-4, `${first! - second!}`);
    });
  }
});

/** How far a changed rounding can move the results: what int8 products themselves change. */
function roundingDifference(shape: ModelShape, parameters: Float32Array): number {
  const float32 = logProbabilitiesOf(referenceEngine, shape, parameters, 'float32');
  return largestDifference(logProbabilitiesOf(referenceEngine, shape, parameters, 'int8'), float32);
}
