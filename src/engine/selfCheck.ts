// Checks at start, in a few milliseconds, that an engine computes the same as the reference. An error in the host's compiler or
// processor then costs speed, and not the user's model.
import type { Engine, Reader, TrainerOptions } from './engine.ts';
import { initialParameters } from './initialize.ts';
import { cells, type Cell } from './cells.ts';
import { parameterCount, type ModelShape } from './modelShape.ts';
import { referenceEngine } from './referenceEngine.ts';

/** Far above float32 rounding errors, far below any real error. */
const tolerance = 1e-3;

/** Describes the first difference; undefined if there is none. */
export function disagreement(engine: Engine): string | undefined {
  for (const cell of cells) {
    const found = disagreementOf(engine, cell);
    if (found !== undefined) return `${cell}: ${found}`;
  }
  return undefined;
}

function disagreementOf(engine: Engine, cell: Cell): string | undefined {
  const options: TrainerOptions = {
    shape: { cell, hiddenSize: 37, vocabulary: 21 },
    streams: 9,
    length: 3,
    optimizer: {
      kind: 'adamw',
      beta1: 0.9,
      beta2: 0.99,
      epsilon: 1e-8,
      weightDecay: 0.01,
      nesterov: true,
      tableRate: 3,
      outputRate: 2,
    },
    maxGradientNorm: 0.1,
    masked: true,
  };
  const expected = observe(referenceEngine, options);
  const actual = observe(engine, options);
  for (const [name, read] of Object.entries(readings)) {
    const difference = read(engine, options.shape) - read(referenceEngine, options.shape);
    if (!(Math.abs(difference) < tolerance)) return `${name} is off by ${difference}`;
  }
  for (const what of ['numbers', 'state', 'first', 'losses'] as const) {
    const difference = largestDifference(actual[what], expected[what]);
    if (!(difference < tolerance)) return `${what} are off by ${difference}`;
  }
  return undefined;
}

/** The results of two steps from the same initial weights, and the losses of an evaluation after them. */
function observe(engine: Engine, options: TrainerOptions) {
  const trainer = engine.trainer(options);
  trainer.writeParameters(initialParameters(options.shape, 1));
  trainer.inputs.forEach((_, row) => {
    trainer.inputs[row] = (row * 7) % options.shape.vocabulary;
    trainer.targets[row] = (row * 5 + 3) % options.shape.vocabulary;
  });
  trainer.outputMask.forEach((_, at) => (trainer.outputMask[at] = (at % 5) / 2));
  trainer.step(0.01);
  const { lossNats, gradientNorm, updateRatio } = trainer.step(0.01);
  const state = trainer.readState();
  const { first } = trainer.readOptimizer();
  const losses = new Float32Array(trainer.inputs.length);
  trainer.evaluate(losses);
  trainer.dispose();
  return { numbers: [lossNats, gradientNorm, updateRatio], state, first, losses };
}

/** What each kind of reader predicts. */
const readings: Readonly<Record<string, (engine: Engine, shape: ModelShape) => number>> = {
  'the reader': (engine, shape) => readWith(engine.reader(shape), initialParameters(shape, 1)),
  'the reader of int8 weights': (engine, shape) => readWith(engine.reader(shape, 'int8'), mixedParameters(shape)),
  'the reader with two layers': (engine, { cell }) => {
    const shape = { cell, hiddenSize: 21, vocabulary: 9, layers: 2 };
    return readWith(engine.reader(shape), mixedParameters(shape));
  },
};

/** In no order that an error could preserve. */
function mixedParameters(shape: ModelShape): Float32Array {
  return Float32Array.from({ length: parameterCount(shape) }, (_, at) => 0.4 * Math.sin(at * at));
}

function readWith(reader: Reader, parameters: Float32Array): number {
  reader.writeParameters(parameters);
  for (const id of [3, 1, 4]) reader.feed(id);
  const result = reader.logProbabilities()[5]!;
  reader.dispose();
  return result;
}

/** Relative to the largest expected magnitude; NaN if any value is NaN. */
function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return difference / scale;
}
