// Keeps the promised precision in any text. After each suggestion the threshold moves down if the first word was correct and up if
// it was wrong, so that in the long run the promised share is correct, also in text unlike the calibration text.
// Gibbs and Candès 2021, "Adaptive Conformal Inference Under Distribution Shift", https://arxiv.org/abs/2106.00263
import { promisedPrecision, type ConfidenceLevel, type ConfidenceThresholds } from './threshold.ts';

/** In logits: fifty correct (or wrong) suggestions in a row move a threshold from 0.5 to about 0.3 (or 0.7). */
const stepSize = 0.02;
/** Added to the promised precision, because the promise is a lower bound. */
const margin = 0.005;
/** Bound of a threshold's logit: 0.03 to 0.97. */
const maxLogit = 3.5;

export interface ThresholdController {
  /** The current thresholds. */
  readonly thresholds: ConfidenceThresholds;
  /** Reports the outcome of a suggestion that was shown at this level. */
  update(level: ConfidenceLevel, firstWordCorrect: boolean): void;
}

export function createThresholdController(initial: ConfidenceThresholds): ThresholdController {
  let thresholds = initial;
  return {
    get thresholds() {
      return thresholds;
    },
    update: (level, firstWordCorrect) => {
      const error = errorOf(level, firstWordCorrect);
      if (error !== 0) thresholds = { ...thresholds, [level]: movedBy(thresholds[level], stepSize * error) };
    },
  };
}

/** How much less than promised an outcome is: positive if it was wrong, 0 at a level that promises nothing. */
export function errorOf(level: ConfidenceLevel, firstWordCorrect: boolean): number {
  const precision = promisedPrecision[level];
  return precision === undefined ? 0 : precision + margin - Number(firstWordCorrect);
}

/** The threshold, moved by `logits` within bounds. */
export function movedBy(threshold: number, logits: number): number {
  const logit = Math.log(threshold / (1 - threshold)) + logits;
  return 1 / (1 + Math.exp(-Math.min(maxLogit, Math.max(-maxLogit, logit))));
}
