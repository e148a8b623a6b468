// Which gate to set, judged on recordings: the one that saves the most keys, and the most generous ones of which half, or seven
// of ten, of the first words are right.
import { thresholdGrid } from '../completion/policy/calibrateThresholds.ts';
import { gateSettingsAt, type ConfidenceLevel } from '../completion/policy/confidence.ts';
import { createThresholdController } from '../completion/policy/thresholdController.ts';
import {
  addTallies,
  emptyTally,
  precisionOf,
  keystrokesSaved,
  simulateTyping,
  type RecordedText,
  type Tally,
} from '../completion/policy/simulatedTyping.ts';

export type ThresholdName = 'best' | 'half' | 'seventy';
export type ByThreshold<Value> = Readonly<Record<ThresholdName, Value>>;

const anywhere = { before: '', after: '' };

/** Types texts, one after the other, behind a gate that is at `threshold` first and keeps what the setting promises. */
export function simulateUser(threshold: number, setting: ConfidenceLevel): (text: RecordedText) => Tally {
  const steering = createThresholdController({ eager: threshold, balanced: threshold, quiet: threshold });
  return (text) =>
    simulateTyping(
      text,
      () => gateSettingsAt(anywhere, setting, steering.thresholds),
      (right) => steering.update(setting, right),
    );
}

/** What each text costs behind a gate that stays at `threshold`. */
export function talliesAt(texts: readonly RecordedText[], threshold: number): Tally[] {
  return texts.map(simulateUser(threshold, 'eager'));
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(addTallies, emptyTally);
}

/** The thresholds to set. Where no threshold is precise enough, the strictest. */
export function chooseThresholds(texts: readonly RecordedText[]): ByThreshold<number> {
  const trials = thresholdGrid.map((threshold) => ({ threshold, tally: sumOf(talliesAt(texts, threshold)) }));
  const mostSaving = (among: typeof trials) =>
    among.reduce(
      (best, trial) => (keystrokesSaved(trial.tally) > keystrokesSaved(best.tally) ? trial : best),
      among[0] ?? trials.at(-1)!,
    );
  const precise = (least: number) => trials.filter(({ tally }) => precisionOf(tally) >= least);
  return {
    best: mostSaving(trials).threshold,
    half: mostSaving(precise(0.5)).threshold,
    seventy: mostSaving(precise(0.7)).threshold,
  };
}
