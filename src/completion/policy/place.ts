// Kinds of places at which suggestions are correct more or less often. Each keeps its own confidence threshold, so that a level keeps
// its promise everywhere.
import { isMidLine, type Caret } from '../text/caret.ts';
import type { ConfidenceThresholds } from './confidence.ts';
import { createThresholdController, type ThresholdController } from './thresholdController.ts';

/** 'replacement': the user deleted text here before they typed. */
export type Place = 'lineEnd' | 'midLine' | 'replacement';

export function placeOf(caret: Caret, isReplacement: boolean): Place {
  if (isReplacement) return 'replacement';
  return isMidLine(caret) ? 'midLine' : 'lineEnd';
}

export function controllersFrom(thresholds: ConfidenceThresholds): Readonly<Record<Place, ThresholdController>> {
  return {
    lineEnd: createThresholdController(thresholds),
    midLine: createThresholdController(thresholds),
    replacement: createThresholdController(thresholds),
  };
}
