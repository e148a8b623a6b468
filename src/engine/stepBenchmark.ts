// A short benchmark of the training step, to select an engine at start.
import type { Engine, TrainerOptions } from './engine.ts';
import { initialParameters } from './initialize.ts';

const options: TrainerOptions = {
  shape: { cell: 'gru', hiddenSize: 96, vocabulary: 64 },
  streams: 24,
  length: 8,
  optimizer: { kind: 'sgd' },
  maxGradientNorm: 1,
};
/** Per engine: long enough for V8 to optimize the kernels. */
const warmUpMs = 120;
/** On a busy machine most steps are interrupted; among this many, at least one is not. */
const timedRounds = 24;

/**
 * Milliseconds of each engine's fastest step. The engines take turns, step by step, so that other load on the machine affects all
 * of them.
 */
export function benchmarkSteps(engines: readonly Engine[]): number[] {
  const trainers = engines.map((engine) => {
    const trainer = engine.trainer(options);
    trainer.writeParameters(initialParameters(options.shape, 1));
    trainer.inputs.forEach((_, row) => {
      trainer.inputs[row] = (row * 7) % options.shape.vocabulary;
      trainer.targets[row] = (row * 5) % options.shape.vocabulary;
    });
    return trainer;
  });
  const takeTurns = () =>
    trainers.map((trainer) => {
      const startedAt = performance.now();
      trainer.step(0.001);
      return performance.now() - startedAt;
    });
  const warm = performance.now() + warmUpMs * engines.length;
  do takeTurns();
  while (performance.now() < warm);
  let fastest = takeTurns();
  for (let round = 1; round < timedRounds; round++) {
    const times = takeTurns();
    fastest = fastest.map((ms, i) => Math.min(ms, times[i]!));
  }
  for (const trainer of trainers) trainer.dispose();
  return fastest;
}
