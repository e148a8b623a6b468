// Which gate to set, judged on recordings: the one that saves the most keys, and the most generous ones of which half, or seven
// of ten, of the first words are right.
import { candidates } from '../completion/calibration.ts';
import { gateAt, type Eagerness } from '../completion/eagerness.ts';
import { createSteering } from '../completion/steering.ts';
import {
  added,
  nothingTyped,
  precisionOf,
  savedOf,
  typed,
  type RecordedText,
  type Tally,
} from '../completion/typing.ts';

export type GateName = 'best' | 'half' | 'seventy';
export type Gates<Value> = Readonly<Record<GateName, Value>>;

const anywhere = { before: '', after: '' };

/** Types texts, one after the other, behind a gate that is at `threshold` first and keeps what the setting promises. */
export function typist(threshold: number, setting: Eagerness): (text: RecordedText) => Tally {
  const steering = createSteering({ eager: threshold, balanced: threshold, quiet: threshold });
  return (text) =>
    typed(
      text,
      () => gateAt(anywhere, setting, steering.thresholds),
      (right) => steering.judged(setting, right),
    );
}

/** What each text costs behind a gate that stays at `threshold`. */
export function talliesAt(texts: readonly RecordedText[], threshold: number): Tally[] {
  return texts.map(typist(threshold, 'eager'));
}

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(added, nothingTyped);
}

/** The thresholds to set. Where no threshold is precise enough, the strictest. */
export function chooseGates(texts: readonly RecordedText[]): Gates<number> {
  const trials = candidates.map((threshold) => ({ threshold, tally: sumOf(talliesAt(texts, threshold)) }));
  const mostSaving = (among: typeof trials) =>
    among.reduce(
      (best, trial) => (savedOf(trial.tally) > savedOf(best.tally) ? trial : best),
      among[0] ?? trials.at(-1)!,
    );
  const precise = (least: number) => trials.filter(({ tally }) => precisionOf(tally) >= least);
  return {
    best: mostSaving(trials).threshold,
    half: mostSaving(precise(0.5)).threshold,
    seventy: mostSaving(precise(0.7)).threshold,
  };
}
