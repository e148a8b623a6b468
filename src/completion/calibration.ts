// Turns "balanced" into a number: the thresholds at which suggestions on given texts are right as often as promised.
import { atOnce } from '../util/atOnce.ts';
import { defaultThresholds, gateAt, promised, type Thresholds } from './eagerness.ts';
import { added, nothingTyped, precisionOf, savedOf, typed, type RecordedText, type Tally } from './typing.ts';

/** What is recorded has passed a gate at the first of these. */
export const leastThreshold = 0.02;
/** Thresholds worth trying. */
export const candidates = Array.from({ length: 97 }, (_, step) => leastThreshold + step / 100);
/** Fewer suggestions than this tell nothing. */
const fewest = 40;

/** Keeps a default where the texts tell too little. Yields often. */
export function* calibrating(texts: readonly RecordedText[]): Generator<void, Thresholds> {
  const told: { readonly threshold: number; readonly tally: Tally }[] = [];
  for (const threshold of candidates) {
    const tally = yield* tallying(texts, threshold);
    if (tally.shown >= fewest) told.push({ threshold, tally });
  }
  const [first] = told;
  if (!first) return defaultThresholds;
  const eager = told.reduce((best, trial) => (savedOf(trial.tally) > savedOf(best.tally) ? trial : best), first);
  const least = (precision: number) => told.find(({ tally }) => precisionOf(tally) >= precision)?.threshold;
  const balanced = Math.max(eager.threshold, least(promised.balanced) ?? defaultThresholds.balanced);
  return {
    eager: eager.threshold,
    balanced,
    quiet: Math.max(balanced, least(promised.quiet) ?? defaultThresholds.quiet),
  };
}

/** All of it at once, for who can wait. */
export function calibrated(texts: readonly RecordedText[]): Thresholds {
  return atOnce(calibrating(texts));
}

function* tallying(texts: readonly RecordedText[], threshold: number): Generator<void, Tally> {
  const thresholds = { eager: threshold, balanced: threshold, quiet: threshold };
  let sum = nothingTyped;
  for (const text of texts) {
    sum = added(
      sum,
      typed(text, (before) => gateAt({ before, after: '' }, 'eager', thresholds)),
    );
    yield;
  }
  return sum;
}
