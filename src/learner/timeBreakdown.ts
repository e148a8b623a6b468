// What the training's time goes into: the engine times a step in many, the evaluations are timed here.
import { stepPhases, type StepTimes } from '../engine/stepTimer.ts';
import type { PhaseShares } from '../protocol/learner.ts';

export interface TimeBreakdown {
  addStep(times: StepTimes | undefined): void;
  addEvaluation(ms: number): void;
  /** Parts of `elapsedMs`, which `steps` steps took; undefined until a step was timed. They sum up to 1. */
  shares(elapsedMs: number, steps: number): PhaseShares | undefined;
}

export function createTimeBreakdown(): TimeBreakdown {
  let mean: StepTimes | undefined;
  let timed = 0;
  let evaluationMs = 0;
  return {
    addStep: (times) => {
      if (!times) return;
      const before = mean ?? times;
      timed++;
      mean = byPhase((phase) => before[phase] + (times[phase] - before[phase]) / timed);
    },
    addEvaluation: (ms) => {
      evaluationMs += ms;
    },
    shares: (elapsedMs, steps) => {
      if (!mean || steps === 0) return undefined;
      const times = mean;
      const stepMs = stepPhases.reduce((sum, phase) => sum + times[phase], 0);
      // A timed step may have been slower than most.
      const whole = Math.max(elapsedMs, steps * stepMs + evaluationMs);
      return {
        ...byPhase((phase) => (steps * times[phase]) / whole),
        evaluation: evaluationMs / whole,
        rest: Math.max(0, whole - steps * stepMs - evaluationMs) / whole,
      };
    },
  };
}

function byPhase(value: (phase: keyof StepTimes) => number): StepTimes {
  const [products, gates, outputs, softmax, waiting, update] = stepPhases;
  return {
    products: value(products),
    gates: value(gates),
    outputs: value(outputs),
    softmax: value(softmax),
    waiting: value(waiting),
    update: value(update),
  };
}
