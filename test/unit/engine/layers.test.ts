// Networks with several layers: the reference reader compared with the formulas of the cells, and the kernels with the
// reference reader.
import assert from 'node:assert/strict';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { cells, cellSpec, type Cell } from '../../../src/engine/cells.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { kernelEngine } from '../../../src/engine/kernelEngine.ts';
import {
  parameterCount,
  tensorTable,
  upperTensors,
  type LayerTensorName,
  type ModelShape,
} from '../../../src/engine/modelShape.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { cellFormulas } from './cellFormulas.ts';
import { kernelBuilds } from './kernelFiles.ts';

const characters = 60;

/** Weights of the size of trained ones, all different from 0. */
function randomParameters(shape: ModelShape, seed: number): Float32Array {
  const random = xoroshiro128plus(seed);
  const scale = 2 / Math.sqrt(shape.hiddenSize);
  return Float32Array.from({ length: parameterCount(shape) }, () => scale * (2 * uniformFloat64(random) - 1));
}

function logProbabilitiesOf(engine: Engine, shape: ModelShape, parameters: Float32Array): number[][] {
  const reader = engine.reader(shape);
  reader.writeParameters(parameters);
  return Array.from({ length: characters }, (_, at) => {
    reader.feed(at === 0 ? -1 : (at * 7) % shape.vocabulary);
    return [...reader.logProbabilities()];
  });
}

/** The same as a list of numbers per step, with none of the engine's code but the places of the parameters. */
function independently(shape: ModelShape, parameters: Float32Array): number[][] {
  const { cell, hiddenSize: H, vocabulary: V, layers = 1 } = shape;
  const { blocks, recurrentBias } = cellSpec(cell);
  const W = blocks * H;
  const base = Object.fromEntries(tensorTable(shape).map(({ name, offset }) => [name, offset]));
  const places = [base, ...Array.from({ length: layers - 1 }, (): Partial<Record<LayerTensorName, number>> => ({}))];
  for (const { name, layer, offset } of upperTensors(shape)) places[layer]![name] = offset;
  const h = Array.from({ length: layers }, () => new Array<number>(H).fill(0));
  const c = Array.from({ length: layers }, () => new Array<number>(H).fill(0));
  const at = (offset: number | undefined, index: number): number => parameters[offset! + index]!;
  const product = (x: readonly number[], offset: number | undefined, column: number, columns: number): number =>
    x.reduce((sum, value, row) => sum + value * at(offset, row * columns + column), 0);

  function step(id: number): number[] {
    for (let layer = 0; layer < layers; layer++) {
      const place = places[layer]!;
      const z = Array.from({ length: W }, (_, column) => {
        const fromBelow =
          layer > 0
            ? product(h[layer - 1]!, (place as Record<string, number>)['inputWeight'], column, W)
            : id < 0
              ? 0
              : at(base['inputTable'], id * W + column);
        return fromBelow + at(place.bias, column);
      });
      const r = Array.from({ length: W }, (_, column) => product(h[layer]!, place.recurrent, column, W));
      const ownBias = (block: number, j: number): number =>
        recurrentBias && block === blocks - 1 ? at(place.candidateBias, j) : 0;
      const steps = h[layer]!.map((before, j) =>
        cellFormulas[cell].step(
          { input: (block) => z[block * H + j]!, recurrent: (block) => r[block * H + j]! + ownBias(block, j) },
          before,
          c[layer]![j]!,
        ),
      );
      h[layer] = steps.map((one) => one.h);
      c[layer] = steps.map((one) => one.c);
    }
    const logits = Array.from(
      { length: V },
      (_, v) => product(h.at(-1)!, base['outputWeight'], v, V) + at(base['outputBias'], v),
    );
    const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
    return logits.map((logit) => logit - total);
  }
  return Array.from({ length: characters }, (_, at) => step(at === 0 ? -1 : (at * 7) % V));
}

function largestDifference(a: readonly number[][], b: readonly number[][]): number {
  return Math.max(...a.map((row, at) => Math.max(...row.map((value, v) => Math.abs(value - b[at]![v]!)))));
}

function compare(
  engine: Engine,
  bound: number,
  what: string,
  expected: (shape: ModelShape, p: Float32Array) => number[][],
): void {
  for (const cell of cells) {
    for (const [layers, hidden, vocabulary] of [
      [2, 5, 3],
      [3, 37, 29],
      [2, 64, 101],
    ] as const) {
      it(`agrees with ${what} within ${bound}: ${cell}, ${layers} layers of ${hidden} units, ${vocabulary} characters`, () => {
        const shape = { cell, hiddenSize: hidden, vocabulary, layers };
        const parameters = randomParameters(shape, layers);
        const found = largestDifference(logProbabilitiesOf(engine, shape, parameters), expected(shape, parameters));
        console.log(`      largest difference of a log-probability ${found.toExponential(1)}`);
        assert.ok(found < bound, `${found}`);
      });
    }
  }
}

const shapeOf = (cell: Cell): ModelShape => ({ cell, hiddenSize: 24, vocabulary: 13, layers: 3 });

describe('the reference reader with several layers', () => {
  compare(referenceEngine, 2e-6, 'the formulas', independently);

  it('has the hidden state of the last layer, and the states of all', () => {
    for (const cell of cells) {
      const reader = referenceEngine.reader(shapeOf(cell));
      assert.equal(reader.state.length, 3 * 24 * cellSpec(cell).stateBlocks);
      assert.equal(reader.hidden.byteOffset, reader.state.byteOffset + 4 * 2 * 24 * cellSpec(cell).stateBlocks);
    }
  });
});

for (const build of ['engine-plain', 'engine-relaxed']) {
  const engine = kernelEngine(build, kernelBuilds(build));

  describe(`the kernels of ${build} with several layers`, () => {
    compare(engine, 1e-5, 'the reference', (shape, parameters) =>
      logProbabilitiesOf(referenceEngine, shape, parameters),
    );

    for (const cell of cells) {
      it(`restore a saved state, and report the gates of the last layer (${cell})`, () => {
        const shape = shapeOf(cell);
        const [reader, reference] = [engine, referenceEngine].map((each) => {
          const created = each.reader(shape);
          created.writeParameters(randomParameters(shape, 4));
          for (const id of [1, 2, 3]) created.feed(id);
          return created;
        }) as [ReturnType<Engine['reader']>, ReturnType<Engine['reader']>];
        const saved = reader.state.slice();
        const [gates, expected] = [reader, reference].map((each) => {
          each.feed(4);
          const into = new Float32Array(cellSpec(cell).gates.length * shape.hiddenSize);
          each.readGates(into);
          return into;
        });
        gates!.forEach((value, at) => assert.ok(Math.abs(value - expected![at]!) < 1e-4));
        const next = reader.logProbabilities().slice();
        reader.reset();
        assert.ok(reader.hidden.every((value) => value === 0));
        reader.state.set(saved);
        reader.feed(4);
        assert.deepEqual(reader.logProbabilities(), next);
      });
    }
  });
}

describe('a trainer', () => {
  for (const engine of [referenceEngine, kernelEngine('engine-plain', kernelBuilds('engine-plain'))]) {
    it(`refuses several layers (${engine.name})`, () => {
      const options = { streams: 1, length: 2, optimizer: { kind: 'sgd' }, maxGradientNorm: 1 } as const;
      assert.throws(() => engine.trainer({ ...options, shape: shapeOf('gru') }), /3 layers cannot be trained here/);
    });
  }
});
