// Kinds of places at which suggestions are correct more or less often. Each keeps its own confidence threshold, so that a level keeps
// its promise everywhere.
import { isMidLine, type Caret } from '../text/caret.ts';
import { defaultThresholds, type ConfidenceThresholds } from './confidence.ts';
import { createThresholdController, movedBy, type ThresholdController } from './thresholdController.ts';

/** 'replacement': the user deleted text here before they typed. */
export type Place = 'lineEnd' | 'midLine' | 'replacement';

export function placeOf(caret: Caret, isReplacement: boolean): Place {
  if (isReplacement) return 'replacement';
  return isMidLine(caret) ? 'midLine' : 'lineEnd';
}

/** Logits. In the replay of edits, suggestions are less often correct in replaced text than at the calibrated line ends. */
const raisedInReplacements = 0.35;
/** Logits below the defaults. In the replay of edits, more than the promised share is correct in mid-line down to there. */
const mostBelowDefault = 0.5;

export function controllersFrom(thresholds: ConfidenceThresholds): Readonly<Record<Place, ThresholdController>> {
  return {
    lineEnd: createThresholdController(thresholds),
    midLine: createThresholdController(notFarBelowDefault(thresholds)),
    replacement: createThresholdController(raisedBy(raisedInReplacements, thresholds)),
  };
}

/** 'eager' has no precision to keep. */
function raisedBy(logits: number, { eager, balanced, quiet }: ConfidenceThresholds): ConfidenceThresholds {
  return { eager, balanced: movedBy(balanced, logits), quiet: movedBy(quiet, logits) };
}

/** Thresholds that are calibrated at line ends promise too much in mid-line if they are low. */
function notFarBelowDefault({ eager, balanced, quiet }: ConfidenceThresholds): ConfidenceThresholds {
  return {
    eager,
    balanced: Math.max(movedBy(defaultThresholds.balanced, -mostBelowDefault), balanced),
    quiet: Math.max(movedBy(defaultThresholds.quiet, -mostBelowDefault), quiet),
  };
}
