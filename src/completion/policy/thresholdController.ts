// Keeps what a setting promises, whatever is typed: after each suggestion the threshold moves a little, down where its first word
// was right, up where it was not, so that in the long run the promised share is right, also in text unlike that on which the
// threshold was chosen. Gibbs and Candès 2021, "Adaptive Conformal Inference Under Distribution Shift",
// https://arxiv.org/abs/2106.00263
import { promisedPrecision, type ConfidenceLevel, type ConfidenceThresholds } from './confidence.ts';

/** Logits: about as far as fifty suggestions in a row that are right, or wrong, move a threshold from 0.5 to 0.7 or 0.3. */
const step = 0.02;
/** "At least" half: a little more than that is aimed at. */
const margin = 0.005;
/** Logit beyond which a threshold does not go: 0.03, 0.97. */
const furthest = 3.5;

export interface ThresholdController {
  /** As they stand now. */
  readonly thresholds: ConfidenceThresholds;
  /** What became of a suggestion that was shown at a setting. */
  update(eagerness: ConfidenceLevel, firstWordRight: boolean): void;
}

export function createThresholdController(from: ConfidenceThresholds): ThresholdController {
  let thresholds = from;
  return {
    get thresholds() {
      return thresholds;
    },
    update: (eagerness, firstWordRight) => {
      const promise = promisedPrecision[eagerness];
      if (promise === undefined) return;
      thresholds = {
        ...thresholds,
        [eagerness]: moved(thresholds[eagerness], promise + margin - Number(firstWordRight)),
      };
    },
  };
}

function moved(threshold: number, by: number): number {
  const logit = Math.log(threshold / (1 - threshold)) + step * by;
  return 1 / (1 + Math.exp(-Math.min(furthest, Math.max(-furthest, logit))));
}
