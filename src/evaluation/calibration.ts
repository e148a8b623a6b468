// Whether the model's probabilities mean what they say: of the words that it calls 70 % likely, 70 % should be right.
import { simulateAcceptance } from '../completion/policy/simulatedUser.ts';
import type { RecordedText } from '../completion/policy/simulatedTyping.ts';

const binCount = 20;

/** First words that were said to be about so likely. */
export interface CalibrationBin {
  readonly count: number;
  /** Mean probability that was said, and share that was right: 0..1. */
  readonly predicted: number;
  readonly observed: number;
}

/** Twenty bins, from the least likely up; empty ones are left out. */
export function calibrationOf(texts: readonly RecordedText[]): readonly CalibrationBin[] {
  const bins = Array.from({ length: binCount }, () => ({ count: 0, predicted: 0, observed: 0 }));
  for (const { text, candidates } of texts) {
    candidates.forEach((found, at) => {
      const guess = found?.[0];
      if (!guess) return;
      const { end, probability } = guess.words[0]!;
      const bin = bins[Math.min(binCount - 1, Math.floor(probability * binCount))]!;
      bin.count++;
      bin.predicted += probability;
      bin.observed += Number(simulateAcceptance(guess.text.slice(0, end), text, at).firstWordCorrect);
    });
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ count, predicted, observed }) => ({ count, predicted: predicted / count, observed: observed / count }));
}

/** Mean gap between said and true share of right first words, weighted by how often it was said (expected calibration error). */
export function calibrationError(texts: readonly RecordedText[]): number {
  const bins = calibrationOf(texts);
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, predicted: said, observed: right }) => sum + (count / total) * Math.abs(said - right),
    0,
  );
}
