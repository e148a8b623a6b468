// The kernels compared with the float64 reference: the passes from numpy, and random shapes that are no multiple of a vector.
import assert from 'node:assert/strict';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Engine, Optimizer, OptimizerState, StepReport, TrainerOptions } from '../../../src/engine/engine.ts';
import { initialParameters } from '../../../src/engine/initialize.ts';
import type { ModelShape } from '../../../src/engine/modelShape.ts';
import { kernelEngine } from '../../../src/engine/kernelEngine.ts';
import { cells } from '../../../src/engine/cells.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { adamw, engineContract } from './engineContract.ts';
import { kernelBuilds } from './kernelFiles.ts';
import { differences, flatten, gradientsOf, inputsOf, largestDifference, numpy, shapeOf } from './numpyFixture.ts';

const nesterov: Optimizer = { ...adamw, nesterov: true, tableRate: 3, outputRate: 2 };
const sgd: Optimizer = { kind: 'sgd' };

for (const build of ['engine-plain', 'engine-relaxed', 'engine-shared', 'engine-wide']) {
  const engine = kernelEngine(build, kernelBuilds(build));

  describe(`the kernels of ${build}`, () => {
    engineContract(engine);

    for (const expected of numpy.cases) {
      it(`agree with the numpy pass "${expected.name}" within 2e-4`, () => {
        const shape = shapeOf(expected);
        const length = expected.Y.length;
        const start = flatten(shape, expected.parameters);
        const trainer = engine.trainer({ shape, streams: 1, length, optimizer: sgd, maxGradientNorm: Infinity });
        trainer.writeParameters(Float32Array.from(start));
        trainer.inputs.set(inputsOf(expected));
        trainer.targets.set(expected.Y);
        trainer.writeState(Float32Array.from(expected.a0));
        // An SGD step with learning rate 1 on the summed loss (ours is the mean) changes the weights by the gradient.
        const report = trainer.step(length);
        const gradient = trainer.readParameters().map((value, i) => start[i]! - value);
        printAndBound(
          2e-4,
          expected.name,
          {
            loss: largestDifference([report.lossNats * length], [expected.loss]),
            hidden: largestDifference(trainer.readState(), expected.hidden.at(-1)!),
            ...differences(shape, gradient, flatten(shape, gradientsOf(expected))),
          },
          true,
        );
      });
    }

    it('reject an id outside the vocabulary and do not learn from that step', () => {
      const shape = { cell: 'tanh', hiddenSize: 5, vocabulary: 3 } as const;
      const trainer = engine.trainer({ shape, streams: 2, length: 4, optimizer: sgd, maxGradientNorm: 1 });
      trainer.writeParameters(initialParameters(shape, 1));
      const before = trainer.readParameters();
      for (const [written, bad] of [
        [trainer.inputs, 3],
        [trainer.targets, 3],
        [trainer.targets, -1],
      ] as const) {
        written[5] = bad;
        assert.throws(() => trainer.step(1), /no such character.*of 3/);
        assert.throws(() => trainer.evaluate(new Float32Array(8)), RangeError);
        written[5] = 0;
      }
      assert.deepEqual(trainer.readParameters(), before);
      assert.ok(Number.isFinite(trainer.step(1).lossNats));
    });

    for (const cell of cells) {
      for (const [hidden, vocabulary, streams, length] of [
        [1, 2, 1, 1],
        [5, 3, 2, 4],
        [16, 16, 3, 7],
        [37, 29, 1, 25],
        [50, 101, 7, 9],
        [100, 61, 32, 10],
        [33, 97, 13, 20],
        [410, 12, 3, 4],
        // More than one chunk: with several steps, with one stream (three chunks, the last one short), with a single step.
        [18, 7, 5, 90],
        [9, 12, 1, 193],
        [6, 5, 1, 400],
        [5, 3, 200, 3],
      ] as const) {
        for (const optimizer of [sgd, nesterov]) {
          const what = `${cell} ${hidden}, ${vocabulary} characters, ${streams} × ${length}, ${optimizer.kind}`;
          it(`agree with the reference within 2e-4: ${what}`, () => {
            const shape = { cell, hiddenSize: hidden, vocabulary };
            const masked = optimizer.kind === 'adamw';
            printAndBound(
              2e-4,
              what,
              compare(engine, { shape, streams, length, optimizer, maxGradientNorm: 0.5, masked }),
            );
          });
        }
      }
    }
  });
}

/** Largest differences over three steps from the same initial weights: of the gradient (SGD's update), or of AdamW's moments. */
function compare(engine: Engine, options: TrainerOptions): Record<string, number> {
  const { shape, optimizer } = options;
  const found: Record<string, number> = {};
  const note = (name: string, value: number) => (found[name] = Math.max(found[name] ?? 0, value));
  const theirSteps = referenceSteps(options);
  for (const [step, ours] of threeSteps(engine, options).entries()) {
    const theirs = theirSteps[step]!;
    for (const name of ['lossNats', 'gradientNorm', 'updateRatio'] as const) {
      note(name, largestDifference([ours.report[name]], [theirs.report[name]]));
    }
    note('state', largestDifference(ours.state, theirs.state));
    const compared =
      optimizer.kind === 'sgd'
        ? { gradient: [ours.change, theirs.change] as const }
        : {
            first: [ours.moments.first, theirs.moments.first] as const,
            second: [ours.moments.second, theirs.moments.second] as const,
          };
    for (const [kind, [a, b]] of Object.entries(compared)) {
      for (const [name, value] of Object.entries(differences(shape, a, b, 0.01))) note(`${kind} ${name}`, value);
    }
  }
  return found;
}

/** The same text for every engine. */
function threeSteps(engine: Engine, options: TrainerOptions): Observed[] {
  const { shape, optimizer } = options;
  const random = xoroshiro128plus(5);
  const coin = xoroshiro128plus(6);
  const draw = (lowest: number) => lowest + Math.floor(uniformFloat64(random) * (shape.vocabulary - lowest));
  const trainer = engine.trainer(options);
  trainer.writeParameters(startOf(shape));
  return [1, 2, 3].map(() => {
    trainer.inputs.forEach((_, i, inputs) => (inputs[i] = draw(-1)));
    trainer.targets.forEach((_, i, targets) => (targets[i] = draw(0)));
    trainer.outputMask.forEach((_, i, mask) => (mask[i] = uniformFloat64(coin) < 0.3 ? 0 : 1.4));
    const before = trainer.readParameters();
    const report = trainer.step(optimizer.kind === 'sgd' ? 8 : 0.01);
    const change = trainer.readParameters().map((value, i) => value - before[i]!);
    return { report, change, state: trainer.readState(), moments: trainer.readOptimizer() };
  });
}

/** The reference is slow: computed once for all builds. */
const referenceSteps = once((options: TrainerOptions) => threeSteps(referenceEngine, options));

/** Orthogonal matrices are slow to compute, too. */
const startOf = once((shape: ModelShape) => initialParameters(shape, 1));

/** The same function, but it computes each result only once. */
function once<Key, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const known = new Map<string, Result>();
  return (key) => {
    const text = JSON.stringify(key);
    if (!known.has(text)) known.set(text, compute(key));
    return known.get(text)!;
  };
}

interface Observed {
  readonly report: StepReport;
  readonly change: Float32Array;
  readonly state: Float32Array;
  readonly moments: OptimizerState;
}

function printAndBound(bound: number, what: string, found: Record<string, number>, whole = false): void {
  const worst = Object.entries(found).sort(([, a], [, b]) => b - a);
  const text = worst.slice(0, whole ? undefined : 1).map(([name, value]) => `${name} ${value.toExponential(1)}`);
  console.log(`      ${what}: largest relative difference ${text.join(', ')}`);
  for (const [name, value] of Object.entries(found)) assert.ok(value <= bound, `${name}: ${value} > ${bound}`);
}
