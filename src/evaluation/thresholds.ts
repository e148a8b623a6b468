// Chooses confidence thresholds on recordings: the one that saves the most keystrokes, and the best ones with a precision of at least
// 50 % and 70 %.
import { mostSaving, thresholdGrid } from '../completion/calibrate/calibrateThresholds.ts';
import { createAdaptiveThresholds } from '../completion/decide/adaptiveThresholds.ts';
import {
  acceptsPartsIn,
  everyLevelAt,
  gateSettingsAt,
  type ConfidenceThresholds,
} from '../completion/decide/threshold.ts';
import { caretIn, recordedLimits, type RecordedText, type TypingPolicy } from '../completion/calibrate/recordedText.ts';
import { precisionOf, sumOf, tallyOf, type Tally } from '../completion/calibrate/typeRecording.ts';
import type { ConfidenceLevel, UserParameters } from '../completion/request.ts';

/** 'best': no precision is required; 'half': 50 %; 'seventy': 70 %. */
export type ThresholdName = 'best' | 'half' | 'seventy';
export type ByThreshold<Value> = Readonly<Record<ThresholdName, Value>>;

/**
 * The policy of a confidence level while texts are typed one after the other. Its threshold starts at that of the level and adapts to
 * outcomes. `user`: a suggestion must save them time.
 */
export function userPolicy(
  initial: ConfidenceThresholds,
  level: ConfidenceLevel,
  user?: UserParameters,
): (text: RecordedText) => TypingPolicy {
  const thresholds = createAdaptiveThresholds(initial);
  const place = 'lineEnd';
  return ({ text, path = '' }) => ({
    situationAt: (at) => {
      const caret = caretIn(text, at);
      return {
        caret,
        limits: recordedLimits,
        required: gateSettingsAt(caret, level, thresholds.at(place, path), acceptsPartsIn(path)),
        user,
      };
    },
    onOutcome: (correct) => thresholds.update({ place, document: path, level }, correct),
  });
}

/** Types texts one after the other at a confidence level. The threshold starts at `threshold`. */
export function tallyAt(threshold: number, level: ConfidenceLevel): (text: RecordedText) => Tally {
  const policyFor = userPolicy(everyLevelAt(threshold), level);
  return (text) => tallyOf(text, policyFor(text));
}

/** One tally for each text, at a fixed threshold: the level 'eager' has no precision to control. */
export function talliesAt(texts: readonly RecordedText[], threshold: number): Tally[] {
  return texts.map(tallyAt(threshold, 'eager'));
}

/** The best thresholds for these texts. Where no threshold is precise enough: the highest. */
export function chooseThresholds(texts: readonly RecordedText[]): ByThreshold<number> {
  const trials = thresholdGrid.map((threshold) => ({ threshold, tally: sumOf(talliesAt(texts, threshold)) }));
  const bestWith = (precision: number): number => {
    const precise = trials.filter(({ tally }) => precisionOf(tally) >= precision);
    return mostSaving(precise, precise[0] ?? trials.at(-1)!).threshold;
  };
  return { best: bestWith(0), half: bestWith(0.5), seventy: bestWith(0.7) };
}
