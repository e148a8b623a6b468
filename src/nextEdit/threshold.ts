// The least probability of an offer. It moves after each outcome, so that the share of right offers stays near the target in any text.
// Gibbs and Candès 2021, "Adaptive Conformal Inference Under Distribution Shift", https://arxiv.org/abs/2106.00263

/** Share of the offers that are to be right. */
const target = 0.75;
/** Of the least probability, at first. */
const initialLogit = 0;
/** Logits: four wrong offers move it from 0.5 to 0.65. */
const stepSize = 0.2;
/** Logits: probabilities from 0.38 to 0.95. */
const bounds = [-0.5, 3] as const;

/** The logit of the least probability. */
export type Threshold = number;

export const initialThreshold: Threshold = initialLogit;

export function afterOutcome(threshold: Threshold, isRight: boolean): Threshold {
  return within(threshold + stepSize * (target - Number(isRight)));
}

/** What was stored, if it is valid. */
export function parseThreshold(stored: unknown): Threshold {
  return typeof stored === 'number' && Number.isFinite(stored) ? within(stored) : initialThreshold;
}

function within(threshold: number): Threshold {
  return Math.min(bounds[1], Math.max(bounds[0], threshold));
}
