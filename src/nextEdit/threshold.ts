// The least probability of an offer. It moves after each outcome, so that the share of right offers stays near the target in any text.
// Gibbs and Candès 2021, "Adaptive Conformal Inference Under Distribution Shift", https://arxiv.org/abs/2106.00263
import { isProseFile } from '../model/proseFile.ts';

/** Share of the offers that are to be right. */
const target = 0.75;
/** Least probability before the first answer, as a logit: in prose, few edits are repeated, and most offers are wrong. */
const initialLogits = { code: 0, prose: 1.4 };
/** Logits: four wrong offers move it from 0.5 to 0.65. */
const stepSize = 0.2;
/** Logits: probabilities from 0.38 to 0.95. */
const bounds = [-0.5, 3] as const;

/** The logits of the least probabilities, by the kind of document. */
export interface Thresholds {
  readonly code: number;
  readonly prose: number;
}

export const initialThresholds: Thresholds = initialLogits;

export function thresholdOf(thresholds: Thresholds, document: string): number {
  return thresholds[kindOf(document)];
}

export function afterOutcome(thresholds: Thresholds, document: string, isRight: boolean): Thresholds {
  const kind = kindOf(document);
  return { ...thresholds, [kind]: within(thresholds[kind] + stepSize * (target - Number(isRight))) };
}

/** What was stored, where it is valid. */
export function parseThresholds(stored: unknown): Thresholds {
  const read = (kind: keyof Thresholds): number => {
    const value: unknown = typeof stored === 'object' && stored !== null ? Reflect.get(stored, kind) : undefined;
    return typeof value === 'number' && Number.isFinite(value) ? within(value) : initialThresholds[kind];
  };
  return { code: read('code'), prose: read('prose') };
}

export function kindOf(document: string): keyof Thresholds {
  return isProseFile(document) ? 'prose' : 'code';
}

function within(threshold: number): number {
  return Math.min(bounds[1], Math.max(bounds[0], threshold));
}
