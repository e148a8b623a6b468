// Confidence thresholds that adapt, so that each level keeps its promised precision everywhere. After each suggestion the threshold
// moves down if the first word was correct and up if it was wrong. Each kind of place has thresholds of its own. Each document raises
// them by an offset of its own in larger steps, because a new file may be unlike all others.
// Gibbs and Candès 2021, "Adaptive Conformal Inference Under Distribution Shift", https://arxiv.org/abs/2106.00263
import { LRUCache } from 'lru-cache';
import { isMidLine, type Caret } from '../fit/caret.ts';
import type { ConfidenceLevel } from '../request.ts';
import { defaultThresholds, promisedPrecision, type ConfidenceThresholds } from './threshold.ts';

/** Kinds of places where suggestions are correct more or less often. 'replacement': the user deleted text here before they typed. */
export type Place = 'lineEnd' | 'midLine' | 'replacement';

export function placeOf(caret: Caret, isReplacement: boolean): Place {
  if (isReplacement) return 'replacement';
  return isMidLine(caret) ? 'midLine' : 'lineEnd';
}

export interface AdaptiveThresholds {
  at(place: Place, document: string): ConfidenceThresholds;
  /** Reports the outcome of a suggestion that was shown at this level. */
  update(shown: Shown, firstWordCorrect: boolean): void;
}

interface Shown {
  readonly place: Place;
  readonly document: string;
  readonly level: ConfidenceLevel;
}

/** In logits: fifty correct (or wrong) suggestions in a row move a threshold from 0.5 to about 0.3 (or 0.7). */
const stepSize = 0.02;
/** Logits: fifteen wrong suggestions in a document move its threshold from 0.28 to 0.55. Measured by replay of edits. */
const documentStep = 0.15;
/** Logits. */
const maxOffset = 2;
const maxDocuments = 100;
/** Logits. In the replay of edits, the promised share is correct in mid-line and in replaced text down to this below the default. */
const mostBelowDefault = 0.5;

export function createAdaptiveThresholds(initial: ConfidenceThresholds): AdaptiveThresholds {
  const cautious = notFarBelowDefault(initial);
  const thresholds: Record<Place, ConfidenceThresholds> = {
    lineEnd: initial,
    midLine: cautious,
    replacement: cautious,
  };
  const offsets = new LRUCache<string, number>({ max: maxDocuments });
  return {
    at: (place, document) => {
      const { eager, balanced, quiet } = thresholds[place];
      const offset = offsets.get(document) ?? 0;
      return { eager, balanced: movedBy(balanced, offset), quiet: movedBy(quiet, offset) };
    },
    update: ({ place, document, level }, firstWordCorrect) => {
      const error = errorOf(level, firstWordCorrect);
      if (error === 0) return;
      const moved = movedBy(thresholds[place][level], stepSize * error);
      thresholds[place] = { ...thresholds[place], [level]: moved };
      const offset = (offsets.get(document) ?? 0) + documentStep * error;
      offsets.set(document, Math.min(maxOffset, Math.max(0, offset)));
    },
  };
}

/** Thresholds that are calibrated at line ends promise too much elsewhere if they are low. */
function notFarBelowDefault({ eager, balanced, quiet }: ConfidenceThresholds): ConfidenceThresholds {
  return {
    eager,
    balanced: Math.max(movedBy(defaultThresholds.balanced, -mostBelowDefault), balanced),
    quiet: Math.max(movedBy(defaultThresholds.quiet, -mostBelowDefault), quiet),
  };
}

/** Added to the promised precision, because the promise is a lower bound. */
const margin = 0.005;

/** How much less than promised an outcome is: positive if it was wrong, 0 at a level that promises nothing. */
function errorOf(level: ConfidenceLevel, firstWordCorrect: boolean): number {
  const precision = promisedPrecision[level];
  return precision === undefined ? 0 : precision + margin - Number(firstWordCorrect);
}

/** Bound of a threshold's logit: 0.03 to 0.97. */
const maxLogit = 3.5;

/** The threshold, moved by `logits` within bounds. */
function movedBy(threshold: number, logits: number): number {
  const logit = Math.log(threshold / (1 - threshold)) + logits;
  return 1 / (1 + Math.exp(-Math.min(maxLogit, Math.max(-maxLogit, logit))));
}
