// Breaks the training time down by phase. The engine times one step in many; evaluations are timed here.
import { stepPhases, type StepTimes } from '../engine/stepTimer.ts';
import type { PhaseShares } from '../protocol/learner.ts';

export interface TimeBreakdown {
  addStep(times: StepTimes | undefined): void;
  addEvaluation(ms: number): void;
  /** Shares of `elapsedMs`, in which `steps` steps ran; they add up to 1. Undefined until a step was timed. */
  shares(elapsedMs: number, steps: number): PhaseShares | undefined;
}

export function createTimeBreakdown(): TimeBreakdown {
  let mean: StepTimes | undefined;
  let timedSteps = 0;
  let evaluationMs = 0;
  return {
    addStep: (times) => {
      if (!times) return;
      const before = mean ?? times;
      timedSteps++;
      mean = mapPhases((phase) => before[phase] + (times[phase] - before[phase]) / timedSteps);
    },
    addEvaluation: (ms) => {
      evaluationMs += ms;
    },
    shares: (elapsedMs, steps) => {
      if (!mean || steps === 0) return undefined;
      const times = mean;
      const stepMs = stepPhases.reduce((sum, phase) => sum + times[phase], 0);
      // The timed steps may have been slower than the others.
      const totalMs = Math.max(elapsedMs, steps * stepMs + evaluationMs);
      return {
        ...mapPhases((phase) => (steps * times[phase]) / totalMs),
        evaluation: evaluationMs / totalMs,
        rest: Math.max(0, totalMs - steps * stepMs - evaluationMs) / totalMs,
      };
    },
  };
}

function mapPhases(value: (phase: keyof StepTimes) => number): StepTimes {
  return Object.fromEntries(stepPhases.map((phase) => [phase, value(phase)])) as Record<keyof StepTimes, number>;
}
