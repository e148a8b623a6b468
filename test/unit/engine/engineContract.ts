// The contract of an engine. The tests of the reference engine and of each build of the kernels run it.
import assert from 'node:assert/strict';
import type { Engine, TrainerOptions } from '../../../src/engine/engine.ts';
import { initialParameters } from '../../../src/engine/initialize.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';
import { cells, cellSpec, type Cell } from '../../../src/engine/cells.ts';

const text = 'to be, or not to be: that is the question. ';
const alphabet = [...new Set(text)].sort();
const ids = Array.from(text, (character) => alphabet.indexOf(character));

export const adamw = {
  kind: 'adamw',
  beta1: 0.9,
  beta2: 0.99,
  epsilon: 1e-8,
  weightDecay: 0.01,
  nesterov: false,
  tableRate: 1,
  outputRate: 1,
} as const;

export function options(cell: Cell, more: Partial<TrainerOptions> = {}): TrainerOptions {
  return {
    shape: { cell, hiddenSize: 24, vocabulary: alphabet.length },
    streams: 3,
    length: 8,
    optimizer: adamw,
    maxGradientNorm: 1,
    ...more,
  };
}

/** A trainer with initial weights and the first window of text. */
export function begin(engine: Engine, chosen: TrainerOptions) {
  const trainer = engine.trainer(chosen);
  trainer.writeParameters(initialParameters(chosen.shape, 1));
  let at = 0;
  const load = () => {
    for (let row = 0; row < trainer.inputs.length; row++) {
      const time = at + Math.floor(row / chosen.streams) + 11 * (row % chosen.streams);
      trainer.inputs[row] = ids[time % ids.length]!;
      trainer.targets[row] = ids[(time + 1) % ids.length]!;
    }
    at += chosen.length;
  };
  load();
  const step = (learningRate = 0.01) => {
    const report = trainer.step(learningRate);
    load();
    return report;
  };
  return { trainer, step };
}

export function engineContract(engine: Engine): void {
  for (const cell of cells) {
    it(`overfits a sentence, with hidden states that carry over (${cell})`, () => {
      const { step } = begin(engine, options(cell));
      let last = step().lossNats;
      assert.ok(last > 2, `an untrained model should be close to a uniform guess: ${last}`);
      for (let i = 0; i < 150; i++) last = step().lossNats;
      assert.ok(last < 0.3, `${last}`);
    });

    it(`continues exactly from saved parameters and optimizer and a reset state (${cell})`, () => {
      const first = begin(engine, options(cell));
      for (let i = 0; i < 5; i++) first.step();
      const second = engine.trainer(first.trainer.options);
      second.writeParameters(first.trainer.readParameters());
      second.writeOptimizer(first.trainer.readOptimizer());
      first.trainer.resetState();
      second.inputs.set(first.trainer.inputs);
      second.targets.set(first.trainer.targets);
      const reports = [first.trainer.step(0.01), second.step(0.01)];
      assert.ok(Math.abs(reports[0]!.lossNats - reports[1]!.lossNats) < 1e-6);
      const [a, b] = [first.trainer.readParameters(), second.readParameters()];
      a.forEach((value, i) => assert.ok(Math.abs(value - b[i]!) < 1e-6));
    });

    it(`keeps weights, optimizer and state if the gradient is not finite (${cell})`, () => {
      const { trainer, step } = begin(engine, options(cell, { maxGradientNorm: Infinity }));
      step();
      const parameters = trainer.readParameters();
      const optimizer = trainer.readOptimizer();
      const broken = parameters.slice();
      broken[broken.length - 1] = NaN;
      trainer.writeParameters(broken);
      assert.ok(!Number.isFinite(trainer.step(0.01).gradientNorm));
      assert.deepEqual(trainer.readParameters(), broken);
      assert.deepEqual(trainer.readOptimizer(), optimizer);
      trainer.writeParameters(parameters);
      assert.ok(Number.isFinite(trainer.step(0.01).lossNats));
    });

    it(`replaces a state that is not a number, for any hidden size (${cell})`, () => {
      const { trainer } = begin(engine, options(cell, { shape: { ...options(cell).shape, hiddenSize: 5 } }));
      const parameters = trainer.readParameters();
      const state = trainer.readState();
      for (const recover of [() => trainer.resetState(), () => trainer.writeState(state)]) {
        trainer.writeParameters(parameters.map(() => NaN));
        trainer.evaluate(new Float32Array(trainer.inputs.length));
        trainer.writeParameters(parameters);
        recover();
        assert.ok(Number.isFinite(trainer.step(0).lossNats));
      }
    });

    it(`does not mask the outputs before a mask is written (${cell})`, () => {
      const [masked, unmasked] = [true, false].map((masked) => begin(engine, options(cell, { masked })).step());
      assert.ok(Math.abs(masked!.lossNats - unmasked!.lossNats) < 1e-6);
      assert.ok(Math.abs(masked!.gradientNorm - unmasked!.gradientNorm) < 1e-5);
    });

    it(`computes the same loss with the reader as with the trainer (${cell})`, () => {
      const chosen = options(cell, { streams: 1 });
      const { trainer } = begin(engine, chosen);
      const reader = engine.reader(chosen.shape);
      reader.writeParameters(trainer.readParameters());
      let nats = 0;
      trainer.inputs.forEach((id, row) => {
        reader.feed(id);
        nats -= reader.logProbabilities()[trainer.targets[row]!]!;
      });
      assert.ok(Math.abs(trainer.step(0).lossNats - nats / chosen.length) < 1e-5);
    });

    it(`evaluates like the reader, carries the states over, and does not learn (${cell})`, () => {
      const { trainer } = begin(engine, options(cell, { masked: true }));
      trainer.outputMask.fill(0);
      const { shape, streams, length } = trainer.options;
      const before = { parameters: trainer.readParameters(), optimizer: trainer.readOptimizer() };
      const readers = Array.from({ length: streams }, () => engine.reader(shape));
      for (const reader of readers) reader.writeParameters(before.parameters);
      const costs = new Float32Array(length * streams);
      for (let window = 0; window < 2; window++) {
        trainer.evaluate(costs);
        costs.forEach((cost, row) => {
          const reader = readers[row % streams]!;
          reader.feed(trainer.inputs[row]!);
          const expected = -reader.logProbabilities()[trainer.targets[row]!]!;
          assert.ok(Math.abs(cost - expected) < 1e-5, `${row}: ${cost}, ${expected}`);
        });
      }
      assert.deepEqual({ parameters: trainer.readParameters(), optimizer: trainer.readOptimizer() }, before);
    });

    it(`reports the same gate values as the reference (${cell})`, () => {
      const shape = { ...options(cell).shape, hiddenSize: 40 };
      const parameters = initialParameters(shape, 3).map((value) => 4 * value);
      const [gates, expected] = [engine, referenceEngine].map((one) => {
        const reader = one.reader(shape);
        reader.writeParameters(parameters);
        for (const id of [1, 2, 3, 4]) reader.feed(id);
        const into = new Float32Array(cellSpec(cell).gates.length * shape.hiddenSize);
        reader.readGates(into);
        return into;
      });
      assert.ok(gates!.every((value) => value > 0 && value < 1));
      gates!.forEach((value, at) => assert.ok(Math.abs(value - expected![at]!) < 1e-4, `${at}: ${value}`));
    });

    it(`restores a saved state of the reader (${cell})`, () => {
      const { shape } = options(cell);
      const reader = engine.reader(shape);
      reader.writeParameters(initialParameters(shape, 2));
      for (const id of [1, 2, 3]) reader.feed(id);
      const saved = reader.state.slice();
      reader.feed(4);
      const expected = reader.logProbabilities().slice();
      reader.reset();
      assert.ok(reader.hidden.every((value) => value === 0));
      reader.state.set(saved);
      reader.feed(4);
      assert.deepEqual(reader.logProbabilities(), expected);
      assert.ok(Math.abs(expected.reduce((sum, log) => sum + Math.exp(log), 0) - 1) < 1e-5);
    });
  }

  it('resets the state of one stream and keeps the others', () => {
    const chosen = options('tanh', { optimizer: { kind: 'sgd' } });
    const [some, all] = [begin(engine, chosen), begin(engine, chosen)];
    for (const { step } of [some, all]) step(0);
    some.trainer.resetState(1);
    all.trainer.resetState();
    const loss = [some.trainer.step(0).lossNats, all.trainer.step(0).lossNats];
    assert.notEqual(loss[0], loss[1]);
  });

  it('clips the update, not the reported norm', () => {
    const sgd = { optimizer: { kind: 'sgd' }, maxGradientNorm: 0.01 } as const;
    const { trainer, step } = begin(engine, options('tanh', sgd));
    const before = trainer.readParameters();
    const { gradientNorm } = step(1);
    assert.ok(gradientNorm > 0.01);
    const moved = Math.hypot(...trainer.readParameters().map((value, i) => value - before[i]!));
    assert.ok(Math.abs(moved - 0.01) < 1e-5, `${moved}`);
  });
}
