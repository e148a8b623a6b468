// The float64 reference compared with the numpy notebook, and with finite differences of its loss.
import assert from 'node:assert/strict';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { cells } from '../../../src/engine/cells.ts';
import { parameterCount, tensorTable, type ModelShape } from '../../../src/engine/modelShape.ts';
import { numpyNormals } from './numpyRandom.ts';
import { backward, forward, stateLength } from '../../../src/engine/reference.ts';
import { update } from '../../../src/engine/updateRules.ts';
import { differences, flatten, gradientsOf, inputsOf, largestDifference, numpy, shapeOf } from './numpyFixture.ts';

describe('the reference compared with the numpy notebook', () => {
  for (const expected of numpy.cases) {
    it(`reproduces every tensor of the pass "${expected.name}" within 1e-12`, () => {
      const shape = shapeOf(expected);
      const parameters = notebookWeights(shape, expected.weightScale);
      const window = { streams: 1, length: expected.Y.length, inputs: inputsOf(expected), targets: expected.Y };
      const trace = forward(shape, parameters, window, Float64Array.from(expected.a0));
      const { gradient, dStart } = backward(shape, parameters, window, trace);
      const updated = parameters.slice();
      const moments = { steps: 0, first: new Float64Array(0), second: new Float64Array(0) };
      update(shape, { parameters: updated, gradient, moments }, { kind: 'sgd' }, expected.learningRate);
      printAndBound(1e-12, expected.name, {
        loss: largestDifference([trace.lossNats], [expected.loss]),
        hidden: largestDifference(trace.states.subarray(expected.n_a), expected.hidden.flat()),
        probabilities: largestDifference(trace.probabilities, expected.probabilities.flat()),
        da_next: largestDifference(dStart, expected.gradients.da_next.flat()),
        ...named('initial ', differences(shape, parameters, flatten(shape, expected.parameters))),
        ...named('d', differences(shape, gradient, flatten(shape, gradientsOf(expected)))),
        ...named('updated ', differences(shape, updated, flatten(shape, expected.updated))),
      });
    });
  }

  it('reproduces the losses of 200 SGD steps within 1e-9', () => {
    const { text, chars, n_a, sequenceLength, learningRate, losses } = numpy.training;
    const ids = Array.from(text, (character) => chars.indexOf(character));
    const shape: ModelShape = { cell: 'tanh', hiddenSize: n_a, vocabulary: chars.length };
    const parameters = notebookWeights(shape, 1);
    const moments = { steps: 0, first: new Float64Array(0), second: new Float64Array(0) };
    let state = new Float64Array(n_a);
    const ours = losses.map((_, step) => {
      // The text is read window by window with a state that carries over. At its start, and when it starts again, the input is no
      // character and the state is zero. It starts again when no character follows the window.
      const at = (step % Math.floor((ids.length - 1) / sequenceLength)) * sequenceLength;
      if (at === 0) state = new Float64Array(n_a);
      const inputs = Array.from({ length: sequenceLength }, (_, i) => ids[at + i - 1] ?? -1);
      const targets = ids.slice(at, at + sequenceLength);
      const window = { streams: 1, length: sequenceLength, inputs, targets };
      const trace = forward(shape, parameters, window, state);
      const { gradient } = backward(shape, parameters, window, trace);
      update(shape, { parameters, gradient, moments }, { kind: 'sgd' }, learningRate);
      state = trace.states.slice(-n_a);
      return trace.lossNats;
    });
    printAndBound(1e-9, '200 steps', { losses: largestDifference(ours, losses) });
  });
});

describe('the gradient of the reference', () => {
  for (const cell of cells) {
    it(`equals finite differences of the loss (${cell})`, () => {
      const shape: ModelShape = { cell, hiddenSize: 5, vocabulary: 4 };
      const { parameters, start, window } = randomProblem(shape, 3, 6);
      const { gradient, dStart } = backward(shape, parameters, window, forward(shape, parameters, window, start));
      const loss = () => forward(shape, parameters, window, start).lossNats;
      const found: Record<string, number> = { start: largestDifference(dStart, centralDifferences(start, loss)) };
      const numeric = centralDifferences(parameters, loss);
      Object.assign(found, differences(shape, gradient, numeric));
      assert.deepEqual(
        Object.keys(found).slice(1),
        tensorTable(shape).map(({ name }) => name),
      );
      printAndBound(1e-7, cell, found);
    });
  }
});

function notebookWeights(shape: ModelShape, weightScale: number): Float64Array {
  const normal = numpyNormals(1);
  const draw = (rows: number, columns: number) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => normal() * 0.01 * weightScale));
  const { hiddenSize, vocabulary } = shape;
  const Wax = draw(hiddenSize, vocabulary);
  const Waa = draw(hiddenSize, hiddenSize);
  const Wya = draw(vocabulary, hiddenSize);
  const zeros = (rows: number) => Array.from({ length: rows }, () => [0]);
  return flatten(shape, { Wax, Waa, Wya, b: zeros(hiddenSize), by: zeros(vocabulary) });
}

function randomProblem(shape: ModelShape, streams: number, length: number) {
  const random = xoroshiro128plus(7);
  const uniform = () => 2 * uniformFloat64(random) - 1;
  const id = (lowest: number) => lowest + Math.floor(uniformFloat64(random) * (shape.vocabulary - lowest));
  const rows = streams * length;
  return {
    parameters: Float64Array.from({ length: parameterCount(shape) }, uniform),
    start: Float64Array.from({ length: streams * stateLength(shape) }, uniform),
    window: {
      streams,
      length,
      inputs: Array.from({ length: rows }, () => id(-1)),
      targets: Array.from({ length: rows }, () => id(0)),
      outputMask: Float64Array.from({ length: streams * shape.hiddenSize }, () =>
        uniform() < -0.5 ? 0 : 1 + uniform(),
      ),
    },
  };
}

function centralDifferences(values: Float64Array, loss: () => number): Float64Array {
  const step = 1e-5;
  return values.map((value, i) => {
    values[i] = value + step;
    const above = loss();
    values[i] = value - step;
    const below = loss();
    values[i] = value;
    return (above - below) / (2 * step);
  });
}

function named(prefix: string, record: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [prefix + name, value]));
}

function printAndBound(bound: number, what: string, found: Record<string, number>): void {
  const text = Object.entries(found).map(([name, value]) => `${name} ${value.toExponential(1)}`);
  console.log(`      ${what}: largest relative difference ${text.join(', ')}`);
  for (const [name, value] of Object.entries(found)) assert.ok(value <= bound, `${name}: ${value} > ${bound}`);
}
