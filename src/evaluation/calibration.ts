// Calibration of predicted words: of the words with a predicted probability of 70 %, 70 % should be correct.
import type { RecordedText } from '../completion/calibrate/recordedText.ts';
import { isWordAt } from '../completion/fit/words.ts';

const binCount = 20;

/** First words of suggestions whose predicted probabilities are about the same. */
export interface CalibrationBin {
  readonly count: number;
  /** Mean predicted probability, 0..1. */
  readonly predicted: number;
  /** Share of the words that is correct, 0..1. */
  readonly observed: number;
}

/** At most 20 bins of equal width, by rising probability. Empty bins are omitted. */
export function calibrationOf(texts: readonly RecordedText[]): readonly CalibrationBin[] {
  const bins = Array.from({ length: binCount }, () => ({ count: 0, predicted: 0, observed: 0 }));
  for (const { text, candidates } of texts) {
    candidates.forEach((found, at) => {
      const best = found?.[0];
      if (!best) return;
      const { end, probability } = best.words[0]!;
      const bin = bins[Math.min(binCount - 1, Math.floor(probability * binCount))]!;
      bin.count++;
      bin.predicted += probability;
      bin.observed += Number(isWordAt(best.text.slice(0, end), text, at));
    });
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ count, predicted, observed }) => ({ count, predicted: predicted / count, observed: observed / count }));
}

/** Expected calibration error: the mean of |predicted - observed| over the bins, weighted by their counts. */
export function calibrationError(texts: readonly RecordedText[]): number {
  const bins = calibrationOf(texts);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, predicted, observed }) => sum + (count / total) * Math.abs(predicted - observed),
    0,
  );
}
