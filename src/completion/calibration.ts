// Turns "balanced" into a number: the thresholds at which suggestions on given texts are right as often as promised.
import { gateAt, promised, type Thresholds } from './eagerness.ts';
import { added, nothingTyped, precisionOf, savedOf, typed, type RecordedText, type Tally } from './typing.ts';

/** What is recorded has passed a gate at the first of these. */
export const leastThreshold = 0.02;
/** Thresholds worth trying. */
export const candidates = Array.from({ length: 97 }, (_, step) => leastThreshold + step / 100);
/** Fewer suggestions than this tell nothing. */
const fewest = 40;

/** Keeps a default where the texts tell too little. */
export function calibrated(texts: readonly RecordedText[], defaults: Thresholds): Thresholds {
  const trials = candidates.map((threshold) => ({ threshold, tally: tallyAt(texts, threshold) }));
  const told = trials.filter(({ tally }) => tally.shown >= fewest);
  const [first] = told;
  if (!first) return defaults;
  const eager = told.reduce((best, trial) => (savedOf(trial.tally) > savedOf(best.tally) ? trial : best), first);
  const least = (precision: number) => told.find(({ tally }) => precisionOf(tally) >= precision)?.threshold;
  const balanced = Math.max(eager.threshold, least(promised.balanced) ?? defaults.balanced);
  return { eager: eager.threshold, balanced, quiet: Math.max(balanced, least(promised.quiet) ?? defaults.quiet) };
}

function tallyAt(texts: readonly RecordedText[], threshold: number): Tally {
  const thresholds = { eager: threshold, balanced: threshold, quiet: threshold };
  return texts
    .map((recorded) => typed(recorded, (before) => gateAt({ before, after: '' }, 'eager', thresholds)))
    .reduce(added, nothingTyped);
}
