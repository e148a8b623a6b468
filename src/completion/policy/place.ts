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
const raised = 0.35;

export function controllersFrom(thresholds: ConfidenceThresholds): Readonly<Record<Place, ThresholdController>> {
  return {
    lineEnd: createThresholdController(thresholds),
    midLine: createThresholdController(notBelowDefault(thresholds)),
    replacement: createThresholdController(raisedBy(raised, thresholds)),
  };
}

/** 'eager' has no precision to keep. */
function raisedBy(logits: number, { eager, balanced, quiet }: ConfidenceThresholds): ConfidenceThresholds {
  return { eager, balanced: movedBy(balanced, logits), quiet: movedBy(quiet, logits) };
}

/** Thresholds that are calibrated at line ends promise too much in mid-line if they are low. */
function notBelowDefault({ eager, balanced, quiet }: ConfidenceThresholds): ConfidenceThresholds {
  return {
    eager,
    balanced: Math.max(defaultThresholds.balanced, balanced),
    quiet: Math.max(defaultThresholds.quiet, quiet),
  };
}
