// Chooses confidence thresholds on recordings: the one that saves the most keystrokes, and the best ones with a precision of at least
// 50 % and 70 %.
import { thresholdGrid } from '../completion/calibrate/calibrateThresholds.ts';
import { createAdaptiveThresholds } from '../completion/decide/adaptiveThresholds.ts';
import {
  everyLevelAt,
  gateSettingsAt,
  type ConfidenceLevel,
  type ConfidenceThresholds,
} from '../completion/decide/threshold.ts';
import type { GateSettings } from '../completion/decide/confidenceGate.ts';
import type { UserParameters } from '../completion/decide/worth.ts';
import type { RecordedText } from '../completion/calibrate/recordedText.ts';
import {
  addTallies,
  emptyTally,
  precisionOf,
  keystrokesSaved,
  simulateTyping,
  type Tally,
} from '../completion/calibrate/typeRecording.ts';

/** 'best': no precision is required; 'half': 50 %; 'seventy': 70 %. */
export type ThresholdName = 'best' | 'half' | 'seventy';
export type ByThreshold<Value> = Readonly<Record<ThresholdName, Value>>;

const anywhere = { before: '', after: '' };

/**
 * The gate of a confidence level while the document at `path` is typed. Its threshold starts at that of the level and adapts to
 * outcomes. `user`: see `GateSettings`.
 */
export function userPolicy(initial: ConfidenceThresholds, level: ConfidenceLevel, user?: UserParameters) {
  const thresholds = createAdaptiveThresholds(initial);
  const place = 'lineEnd';
  return (path = '') => ({
    gateFor: (): GateSettings => ({
      ...gateSettingsAt(anywhere, level, thresholds.at(place, path)),
      ...(user && { user }),
    }),
    onOutcome: (correct: boolean): void => thresholds.update({ place, document: path, level }, correct),
  });
}

/** Simulates a user of a confidence level who types texts one after the other. The threshold starts at `threshold`. */
export function simulateUser(threshold: number, level: ConfidenceLevel): (text: RecordedText) => Tally {
  const policyFor = userPolicy(everyLevelAt(threshold), level);
  return (text) => {
    const { gateFor, onOutcome } = policyFor(text.path);
    return simulateTyping(text, gateFor, onOutcome);
  };
}

/** One tally for each text, at a fixed threshold: the level 'eager' has no precision to control. */
export function talliesAt(texts: readonly RecordedText[], threshold: number): Tally[] {
  return texts.map(simulateUser(threshold, 'eager'));
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(addTallies, emptyTally);
}

/** The best thresholds for these texts. Where no threshold is precise enough: the highest. */
export function chooseThresholds(texts: readonly RecordedText[]): ByThreshold<number> {
  const trials = thresholdGrid.map((threshold) => ({ threshold, tally: sumOf(talliesAt(texts, threshold)) }));
  const mostSaving = (among: typeof trials) =>
    among.reduce(
      (best, trial) => (keystrokesSaved(trial.tally) > keystrokesSaved(best.tally) ? trial : best),
      among[0] ?? trials.at(-1)!,
    );
  const precise = (precision: number) => trials.filter(({ tally }) => precisionOf(tally) >= precision);
  return {
    best: mostSaving(trials).threshold,
    half: mostSaving(precise(0.5)).threshold,
    seventy: mostSaving(precise(0.7)).threshold,
  };
}
