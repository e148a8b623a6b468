// Checks at start, in a few milliseconds, that an engine computes the same as the reference. An error in the host's compiler or
// processor then losses speed, and not the user's model.
import type { Engine, TrainerOptions } from './engine.ts';
import { initialParameters } from './initialize.ts';
import { cells, type Cell } from './cells.ts';
import { parameterCount } from './modelShape.ts';
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
  const reader = engine.reader(options.shape);
  const readerLoss = readOnce(reader, options) - readOnce(referenceEngine.reader(options.shape), options);
  reader.dispose();
  if (!(Math.abs(readerLoss) < tolerance)) return `the reader is off by ${readerLoss}`;
  const int8Loss = readInt8(engine, cell) - readInt8(referenceEngine, cell);
  if (!(Math.abs(int8Loss) < tolerance)) return `the reader of int8 weights is off by ${int8Loss}`;
  const layersLoss = readLayers(engine, cell) - readLayers(referenceEngine, cell);
  if (!(Math.abs(layersLoss) < tolerance)) return `the reader with two layers is off by ${layersLoss}`;
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

function readOnce(reader: ReturnType<Engine['reader']>, { shape }: TrainerOptions): number {
  reader.writeParameters(initialParameters(shape, 1));
  for (const id of [3, 1, 4]) reader.feed(id);
  return reader.logProbabilities()[5]!;
}

function readLayers(engine: Engine, cell: Cell): number {
  const shape = { cell, hiddenSize: 21, vocabulary: 9, layers: 2 };
  return readMixed(engine.reader(shape));
}

function readInt8(engine: Engine, cell: Cell): number {
  return readMixed(engine.reader({ cell, hiddenSize: 37, vocabulary: 21 }, 'int8'));
}

/** The same with weights in no order that an error could preserve. */
function readMixed(reader: ReturnType<Engine['reader']>): number {
  const count = parameterCount(reader.shape);
  reader.writeParameters(Float32Array.from({ length: count }, (_, at) => 0.4 * Math.sin(at * at)));
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
