// The share of keystrokes saved, and how much it depends on the choice of texts.
import { keystrokesSaved, sumOf, type Tally } from '../completion/calibrate/typeRecording.ts';
import { bootstrap, type Interval } from './bootstrap.ts';

/** `tallies`: what the bootstrap resamples, of a text or a commit each. */
export function savedWithInterval(tallies: readonly Tally[]): {
  readonly saved: number;
  readonly savedInterval: Interval;
} {
  const saved = (drawn: readonly Tally[]): number => keystrokesSaved(sumOf(drawn));
  return { saved: saved(tallies), savedInterval: bootstrap(tallies, saved) };
}
