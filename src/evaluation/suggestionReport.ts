// What suggestions save on the user's own text: the report of a replay of the held-out files, for the dashboard. The thresholds for
// one half of the files are calibrated on the other half, so that no threshold is scored on the files that it was chosen on.
import { calibrateThresholds, lowestThreshold } from '../completion/calibrate/calibrateThresholds.ts';
import type { RecordedText } from '../completion/calibrate/recordedText.ts';
import { keystrokesSaved, precisionOf, sumOf, tallyOf, type Tally } from '../completion/calibrate/typeRecording.ts';
import type { ConfidenceLevel } from '../completion/request.ts';
import { calibrationOf, type CalibrationBin } from './calibration.ts';
import type { EvaluatedModelName } from '../model/components.ts';
import { talliesAt, userPolicy } from './thresholds.ts';
import { textsRace, type RaceReport } from './raceReport.ts';
import type { Interval } from './bootstrap.ts';
import { savedWithInterval } from './savedKeystrokes.ts';
import type { Recording } from './record.ts';

/** The effect of showing only suggestions with at least the probability `threshold`. */
export interface TradeOff {
  readonly threshold: number;
  /** Share of the keystrokes that is saved. */
  readonly saved: number;
  /** Share of the suggestions shown whose first word is correct. */
  readonly precision: number;
  readonly shownPerChar: number;
}

export interface ComponentReport {
  readonly component: EvaluatedModelName;
  /** At the level 'balanced'. */
  readonly saved: number;
  readonly savedInterval: Interval;
  /** Undefined for word completion, which gives no probabilities. */
  readonly bitsPerChar: number | undefined;
}

export interface SuggestionReport {
  readonly files: number;
  /** Code points typed. */
  readonly characters: number;
  /** By rising threshold. */
  readonly curve: readonly TradeOff[];
  readonly settings: Readonly<Record<ConfidenceLevel, TradeOff & { readonly savedInterval: Interval }>>;
  readonly calibration: readonly CalibrationBin[];
  readonly components: readonly ComponentReport[];
  /** Users who do not stop for suggestions, at the level 'balanced'. */
  readonly race: RaceReport;
}

const curveThresholds = [lowestThreshold, ...Array.from({ length: 49 }, (_, step) => (step + 1) * 0.02)];
/** Milliseconds per key of the users on the dashboard. */
const fastAndMean = [150, 240];
const levels: readonly ConfidenceLevel[] = ['eager', 'balanced', 'quiet'];

/** `recordings`: of the mixture, one for each file or piece of a file. */
export function suggestionReport(
  recordings: readonly Recording[],
  components: readonly ComponentReport[],
): SuggestionReport {
  const thresholds = calibrateThresholds(recordings);
  return {
    files: new Set(recordings.map(({ path }) => path)).size,
    characters: recordings.reduce((sum, { characters }) => sum + characters, 0),
    curve: curveThresholds.map((threshold) => tradeOff(threshold, talliesAt(recordings, threshold))),
    settings: Object.fromEntries(
      levels.map((level) => {
        const tallies = talliesAtLevel(recordings, level);
        const { [level]: threshold } = thresholds;
        return [level, { ...tradeOff(threshold, tallies), ...savedWithInterval(tallies) }];
      }),
    ) as unknown as SuggestionReport['settings'],
    calibration: calibrationOf(recordings),
    components,
    race: textsRace(
      recordings.map((text) => [text]),
      thresholds,
      fastAndMean,
    ),
  };
}

/** `recordings`: of a model made of some of the components. */
export function componentReport(component: EvaluatedModelName, recordings: readonly Recording[]): ComponentReport {
  const tallies = talliesAtLevel(recordings, 'balanced');
  const characters = recordings.reduce((sum, recording) => sum + recording.characters, 0);
  return {
    component,
    ...savedWithInterval(tallies),
    bitsPerChar: recordings.reduce((sum, { bits }) => sum + bits, 0) / Math.max(1, characters),
  };
}

/** A tally for each text at a level. Its threshold starts where the other half of the texts puts it, and adapts from there. */
function talliesAtLevel(texts: readonly RecordedText[], level: ConfidenceLevel): readonly Tally[] {
  const halves = [0, 1].map((half) => texts.filter((_, index) => index % 2 === half));
  const policies = halves.map((half) => userPolicy(calibrateThresholds(half), level));
  return texts.map((text, index) => tallyOf(text, policies[1 - (index % 2)]!(text)));
}

function tradeOff(threshold: number, tallies: readonly Tally[]): TradeOff {
  const sum = sumOf(tallies);
  return {
    threshold,
    saved: keystrokesSaved(sum),
    precision: precisionOf(sum),
    shownPerChar: sum.shown / Math.max(1, sum.characters),
  };
}
