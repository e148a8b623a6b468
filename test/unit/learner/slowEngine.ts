// The reference engine with a simulated clock: the test sets how long everything takes.
import type { Engine } from '../../../src/engine/engine.ts';
import { referenceEngine } from '../../../src/engine/referenceEngine.ts';

/** Milliseconds of a training step, of an evaluation batch, and of a character read. */
interface Durations {
  readonly step: number;
  readonly evaluate?: number;
  readonly feed?: number;
}

export function slowEngine({ step: stepMs, evaluate: evaluateMs = 0, feed: feedMs = 0 }: Durations) {
  let [ms, learningMs] = [0, 0];
  const engine: Engine = {
    ...referenceEngine,
    trainer: (options) => {
      const trainer = referenceEngine.trainer(options);
      const [step, evaluate] = [trainer.step.bind(trainer), trainer.evaluate.bind(trainer)];
      return Object.assign(trainer, {
        step: (rate: number) => {
          ms += stepMs;
          learningMs += stepMs;
          return step(rate);
        },
        evaluate: (losses: Float32Array) => {
          ms += evaluateMs;
          return evaluate(losses);
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
  return { engine, now: () => ms, learningShare: () => learningMs / ms };
}
