// Calibrates the confidence threshold of each level on recorded texts, so that the level's promised precision holds.
import { runToEnd, type Work } from '../../model/work.ts';
import {
  anyWord,
  defaultThresholds,
  everyLevelAt,
  gateSettingsAt,
  promisedPrecision,
  type ConfidenceThresholds,
  type GateSettings,
} from '../decide/threshold.ts';
import { caretIn, recordedLimits, type RecordedText } from './recordedText.ts';
import { keystrokesSaved, precisionOf, sumOf, tallyOf, type Tally } from './typeRecording.ts';

/** The least threshold that is tried. */
export const lowestThreshold = 0.02;
/** Recorded candidates passed this gate: it passes everything that any threshold would. */
export const leastStrict: GateSettings = { ...anyWord, firstWord: lowestThreshold };
/** The thresholds to try. */
export const thresholdGrid = Array.from({ length: 97 }, (_, step) => lowestThreshold + step / 100);
/** A threshold counts only if at least this many suggestions are shown at it. */
const minShown = 40;

export interface Trial {
  readonly threshold: number;
  readonly tally: Tally;
}

/** Keeps a default threshold where the texts are too short to tell. Yields after each text. */
export function* calibrateInSteps(texts: readonly RecordedText[]): Work<ConfidenceThresholds> {
  const trials: Trial[] = [];
  for (const threshold of thresholdGrid) {
    const tally = yield* tallyInSteps(texts, threshold);
    if (tally.shown >= minShown) trials.push({ threshold, tally });
  }
  const [first] = trials;
  if (!first) return defaultThresholds;
  const leastWithPrecision = (precision: number) =>
    trials.find(({ tally }) => precisionOf(tally) >= precision)?.threshold;
  const eager = mostSaving(trials, first).threshold;
  const balanced = Math.max(eager, leastWithPrecision(promisedPrecision.balanced) ?? defaultThresholds.balanced);
  const quiet = Math.max(balanced, leastWithPrecision(promisedPrecision.quiet) ?? defaultThresholds.quiet);
  return { eager, balanced, quiet };
}

/** Runs without pauses. */
export function calibrateThresholds(texts: readonly RecordedText[]): ConfidenceThresholds {
  return runToEnd(calibrateInSteps(texts));
}

/** The trial that saves the most keystrokes, the first one of equal ones. `first`: the first of the trials, or what is taken without any. */
export function mostSaving(trials: readonly Trial[], first: Trial): Trial {
  return trials.reduce(
    (best, trial) => (keystrokesSaved(trial.tally) > keystrokesSaved(best.tally) ? trial : best),
    first,
  );
}

function* tallyInSteps(texts: readonly RecordedText[], threshold: number): Work<Tally> {
  const thresholds = everyLevelAt(threshold);
  const tallies: Tally[] = [];
  for (const recorded of texts) {
    const situationAt = (at: number) => {
      const caret = caretIn(recorded.text, at);
      return { caret, limits: recordedLimits, required: gateSettingsAt(caret, 'eager', thresholds) };
    };
    tallies.push(tallyOf(recorded, { situationAt }));
    yield;
  }
  return sumOf(tallies);
}
