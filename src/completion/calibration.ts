// Turns "balanced" into a number: the thresholds at which suggestions on given texts are right as often as promised.
import { atOnce } from '../util/atOnce.ts';
import { defaultThresholds, gateAt, knowingThresholds, promised, type Thresholds } from './eagerness.ts';
import {
  added,
  nothingTyped,
  precisionOf,
  savedOf,
  typed,
  type Reader,
  type RecordedText,
  type Tally,
} from './typing.ts';

/** What is recorded has passed a gate at the first of these. */
export const leastThreshold = 0.02;
/** Thresholds worth trying. */
export const candidates = Array.from({ length: 97 }, (_, step) => leastThreshold + step / 100);
/** Fewer suggestions than this tell nothing. */
const fewest = 40;

/** Keeps a default where the texts tell too little. Yields often. */
export function* calibrating(texts: readonly RecordedText[], reader: Reader): Generator<void, Thresholds> {
  const defaults = reader === 'known' ? knowingThresholds : defaultThresholds;
  const told: { readonly threshold: number; readonly tally: Tally }[] = [];
  for (const threshold of candidates) {
    const tally = yield* tallying(texts, threshold, reader);
    if (tally.shown >= fewest) told.push({ threshold, tally });
  }
  const [first] = told;
  if (!first) return defaults;
  const eager = told.reduce((best, trial) => (savedOf(trial.tally) > savedOf(best.tally) ? trial : best), first);
  const least = (precision: number) => told.find(({ tally }) => precisionOf(tally) >= precision)?.threshold;
  const balanced = Math.max(eager.threshold, least(promised.balanced) ?? defaults.balanced);
  return { eager: eager.threshold, balanced, quiet: Math.max(balanced, least(promised.quiet) ?? defaults.quiet) };
}

/** All of it at once, for who can wait. */
export function calibrated(texts: readonly RecordedText[], reader: Reader = 'known'): Thresholds {
  return atOnce(calibrating(texts, reader));
}

function* tallying(texts: readonly RecordedText[], threshold: number, reader: Reader): Generator<void, Tally> {
  const thresholds = { eager: threshold, balanced: threshold, quiet: threshold };
  let sum = nothingTyped;
  for (const text of texts) {
    sum = added(
      sum,
      typed(text, (before) => gateAt({ before, after: '' }, 'eager', thresholds), undefined, reader),
    );
    yield;
  }
  return sum;
}
