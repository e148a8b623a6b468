// How long a training step takes, in a glance: to choose between two ways of computing at start.
import type { Engine, TrainerOptions } from './engine.ts';
import { initialParameters } from './initialise.ts';

const options: TrainerOptions = {
  shape: { cell: 'gru', hidden: 96, vocabulary: 64 },
  streams: 24,
  length: 8,
  optimizer: { kind: 'sgd' },
  clipNorm: 1,
};
/** Long enough for V8 to compile the kernels well. */
const warmUpMs = 120;
const timedMs = 40;

/** The quickest of the steps seen: whatever else the machine does only makes others longer. */
export function stepMs(engine: Engine): number {
  const trainer = engine.trainer(options);
  trainer.writeParameters(initialParameters(options.shape, 1));
  trainer.inputs.forEach((_, row) => {
    trainer.inputs[row] = (row * 7) % options.shape.vocabulary;
    trainer.targets[row] = (row * 5) % options.shape.vocabulary;
  });
  const began = performance.now();
  let quickest = Infinity;
  for (let now = began; now < began + warmUpMs + timedMs;) {
    trainer.step(0.001);
    const end = performance.now();
    if (now > began + warmUpMs) quickest = Math.min(quickest, end - now);
    now = end;
  }
  trainer.dispose();
  return quickest;
}
