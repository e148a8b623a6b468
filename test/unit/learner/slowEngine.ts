// The reference engine on a clock of its own, by which everything takes as long as a test says.
import type { Engine } from '../../../src/engine/engine.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';

/** Milliseconds of a training step, of a window measured, and of a character fed. */
interface Costs {
  readonly step: number;
  readonly measure?: number;
  readonly feed?: number;
}

export function slowEngine({ step: stepMs, measure: measureMs = 0, feed: feedMs = 0 }: Costs) {
  let [ms, learningMs] = [0, 0];
  const engine: Engine = {
    ...referenceEngine,
    trainer: (options) => {
      const trainer = referenceEngine.trainer(options);
      const [step, measure] = [trainer.step.bind(trainer), trainer.evaluate.bind(trainer)];
      return Object.assign(trainer, {
        step: (rate: number) => {
          ms += stepMs;
          learningMs += stepMs;
          return step(rate);
        },
        measure: (costs: Float32Array) => {
          ms += measureMs;
          return measure(costs);
        },
      });
    },
    reader: (shape) => {
      const reader = referenceEngine.reader(shape);
      const feed = reader.feed.bind(reader);
      return Object.assign(reader, {
        feed: (id: number) => {
          ms += feedMs;
          return feed(id);
        },
      });
    },
  };
  return { engine, now: () => ms, partLearning: () => learningMs / ms };
}
