// How the series of a run are bounded: their capacities, and how two neighbors become one where a series is full.
import type { HeldOutPoint, HistogramPoint, StepPoint } from './learner.ts';
import type { UsagePoint } from './programUsage.ts';
import type { SeriesRule } from './series.ts';

export const pointRule: SeriesRule<StepPoint> = { capacity: 4000, merge: mergePoints };
export const heldOutRule: SeriesRule<HeldOutPoint> = {
  capacity: 2000,
  merge: (earlier, later) => (earlier.best ? earlier : later),
};
/** A histogram stays as it is when its neighbor is dropped. */
export const histogramRule: SeriesRule<HistogramPoint> = { capacity: 40, merge: (_earlier, later) => later };
export const usageRule: SeriesRule<UsagePoint> = { capacity: 200, merge: (_earlier, later) => later };

function mergePoints(earlier: StepPoint, later: StepPoint, weight: number): StepPoint {
  const mean = (pick: (point: StepPoint) => number): number => (weight * pick(earlier) + pick(later)) / (weight + 1);
  return {
    ...later,
    lossBits: mean((point) => point.lossBits),
    gradientNorm: mean((point) => point.gradientNorm),
    updateRatio: mean((point) => point.updateRatio),
  };
}
