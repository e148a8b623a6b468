// Kinds of places at which suggestions are correct more or less often. Each keeps its own confidence threshold, so that a level keeps
// its promise everywhere.
import { isMidLine, type Caret } from '../fit/caret.ts';
import { defaultThresholds, type ConfidenceThresholds } from './threshold.ts';
import { createThresholdController, movedBy, type ThresholdController } from './thresholdController.ts';

/** 'replacement': the user deleted text here before they typed. */
export type Place = 'lineEnd' | 'midLine' | 'replacement';

export function placeOf(caret: Caret, isReplacement: boolean): Place {
  if (isReplacement) return 'replacement';
  return isMidLine(caret) ? 'midLine' : 'lineEnd';
}

/** Logits. In the replay of edits, the promised share is correct in mid-line and in replaced text down to this below the default. */
const mostBelowDefault = 0.5;

export function controllersFrom(thresholds: ConfidenceThresholds): Readonly<Record<Place, ThresholdController>> {
  return {
    lineEnd: createThresholdController(thresholds),
    midLine: createThresholdController(notFarBelowDefault(thresholds)),
    replacement: createThresholdController(notFarBelowDefault(thresholds)),
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
