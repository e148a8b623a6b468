// Turns "balanced" into a number: the thresholds at which suggestions on given texts are right as often as promised.
import { runToEnd } from '../../model/runToEnd.ts';
import { defaultThresholds, gateSettingsAt, promisedPrecision, type ConfidenceThresholds } from './confidence.ts';
import {
  addTallies,
  emptyTally,
  precisionOf,
  keystrokesSaved,
  simulateTyping,
  type RecordedText,
  type Tally,
} from './simulatedTyping.ts';

/** What is recorded has passed a gate at the first of these. */
export const lowestThreshold = 0.02;
/** Thresholds worth trying. */
export const thresholdGrid = Array.from({ length: 97 }, (_, step) => lowestThreshold + step / 100);
/** Fewer suggestions than this tell nothing. */
const fewest = 40;

/** Keeps a default where the texts tell too little. Yields often. */
export function* calibrateInSteps(texts: readonly RecordedText[]): Generator<void, ConfidenceThresholds> {
  const told: { readonly threshold: number; readonly tally: Tally }[] = [];
  for (const threshold of thresholdGrid) {
    const tally = yield* tallying(texts, threshold);
    if (tally.shown >= fewest) told.push({ threshold, tally });
  }
  const [first] = told;
  if (!first) return defaultThresholds;
  const eager = told.reduce(
    (best, trial) => (keystrokesSaved(trial.tally) > keystrokesSaved(best.tally) ? trial : best),
    first,
  );
  const least = (precision: number) => told.find(({ tally }) => precisionOf(tally) >= precision)?.threshold;
  const balanced = Math.max(eager.threshold, least(promisedPrecision.balanced) ?? defaultThresholds.balanced);
  return {
    eager: eager.threshold,
    balanced,
    quiet: Math.max(balanced, least(promisedPrecision.quiet) ?? defaultThresholds.quiet),
  };
}

/** All of it at once, for who can wait. */
export function calibrateThresholds(texts: readonly RecordedText[]): ConfidenceThresholds {
  return runToEnd(calibrateInSteps(texts));
}

function* tallying(texts: readonly RecordedText[], threshold: number): Generator<void, Tally> {
  const thresholds = { eager: threshold, balanced: threshold, quiet: threshold };
  let sum = emptyTally;
  for (const text of texts) {
    sum = addTallies(
      sum,
      simulateTyping(text, (before) => gateSettingsAt({ before, after: '' }, 'eager', thresholds)),
    );
    yield;
  }
  return sum;
}
