// How long a training step takes, in a glance: to choose between ways of computing at start.
import type { Engine, TrainerOptions } from './engine.ts';
import { initialParameters } from './initialize.ts';

const options: TrainerOptions = {
  shape: { cell: 'gru', hidden: 96, vocabulary: 64 },
  streams: 24,
  length: 8,
  optimizer: { kind: 'sgd' },
  clipNorm: 1,
};
/** For each engine: long enough for V8 to compile the kernels well. */
const warmUpMs = 120;
/** On a busy machine most steps are interrupted; among so many there is one that was not. */
const timedRounds = 24;

/**
 * Milliseconds of each engine's quickest step. They take turns, step by step: whatever else the machine does falls on all
 * of them, and only makes a step longer.
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
      const began = performance.now();
      trainer.step(0.001);
      return performance.now() - began;
    });
  const warm = performance.now() + warmUpMs * engines.length;
  do takeTurns();
  while (performance.now() < warm);
  let quickest = takeTurns();
  for (let round = 1; round < timedRounds; round++) {
    const times = takeTurns();
    quickest = quickest.map((ms, i) => Math.min(ms, times[i]!));
  }
  for (const trainer of trainers) trainer.dispose();
  return quickest;
}
