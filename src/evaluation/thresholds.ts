// Chooses confidence thresholds on recordings: the one that saves the most keystrokes, and the best ones with a precision of at least
// 50 % and 70 %.
import { thresholdGrid } from '../completion/policy/calibrateThresholds.ts';
import { gateSettingsAt, type ConfidenceLevel } from '../completion/policy/confidence.ts';
import type { GateSettings } from '../completion/policy/confidenceGate.ts';
import type { UserParameters } from '../completion/policy/netTime.ts';
import { createThresholdController } from '../completion/policy/thresholdController.ts';
import type { RecordedText } from '../completion/policy/recordedSuggestions.ts';
import {
  addTallies,
  emptyTally,
  precisionOf,
  keystrokesSaved,
  simulateTyping,
  type Tally,
} from '../completion/policy/simulatedTyping.ts';

/** 'best': no precision is required; 'half': 50 %; 'seventy': 70 %. */
export type ThresholdName = 'best' | 'half' | 'seventy';
export type ByThreshold<Value> = Readonly<Record<ThresholdName, Value>>;

const anywhere = { before: '', after: '' };

/** The gate of a confidence level, whose threshold starts at `threshold` and adapts to outcomes. `user`: see `GateSettings`. */
export function userPolicy(threshold: number, level: ConfidenceLevel, user?: UserParameters) {
  const controller = createThresholdController({ eager: threshold, balanced: threshold, quiet: threshold });
  return {
    gateFor: (): GateSettings => ({
      ...gateSettingsAt(anywhere, level, controller.thresholds),
      ...(user && { user }),
    }),
    onOutcome: (correct: boolean): void => controller.update(level, correct),
  };
}

/** Simulates a user of a confidence level who types texts one after the other. The threshold controller starts at `threshold`. */
export function simulateUser(threshold: number, level: ConfidenceLevel): (text: RecordedText) => Tally {
  const { gateFor, onOutcome } = userPolicy(threshold, level);
  return (text) => simulateTyping(text, gateFor, onOutcome);
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
