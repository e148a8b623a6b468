// Points and summaries of runs, for tests.
import type { StepPoint } from '../../../src/protocol/learner.ts';
import { noAnnotations, type RunSummary } from '../../../src/protocol/runs.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';

/** With 100 characters and 10 ms for each step. */
export function stepPoint(step: number, changes: Partial<StepPoint> = {}): StepPoint {
  return { ...positionAt(step), lossBits: 3, gradientNorm: 1, learningRate: 0.1, updateRatio: 0.001, ...changes };
}

export const positionAt = (step: number) => ({ step, characters: step * 100, elapsedMs: step * 10 });

export function runSummary(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'a',
    ...noAnnotations,
    startedMs: 0,
    settings: defaultTrainingSettings,
    engine: 'reference',
    files: 1,
    trainCharacters: 1000,
    characters: 0,
    elapsedMs: 0,
    bitsPerChar: undefined,
    endReason: undefined,
    ...changes,
  };
}
