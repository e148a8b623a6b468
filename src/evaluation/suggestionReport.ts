// What suggestions save on the user's own text: the report of a replay of the held-out files, for the dashboard. The thresholds for
// one half of the files are calibrated on the other half, so that no threshold is scored on the files that it was chosen on.
import { calibrateInSteps, lowestThreshold, thresholdGrid } from '../completion/calibrate/calibrateThresholds.ts';
import type { RecordedText } from '../completion/calibrate/recordedText.ts';
import { keystrokesSaved, precisionOf, sumOf, tallyOf, type Tally } from '../completion/calibrate/typeRecording.ts';
import type { ConfidenceThresholds } from '../completion/decide/threshold.ts';
import type { ConfidenceLevel } from '../completion/request.ts';
import { calibrationOf, type CalibrationBin } from './calibration.ts';
import type { EvaluatedModelName } from '../model/components.ts';
import type { Work } from '../model/work.ts';
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

/** `recordings`: of the mixture, one for each file or piece of a file. Yields after each text or threshold. */
export function* suggestionReport(
  recordings: readonly Recording[],
  components: readonly ComponentReport[],
): Work<SuggestionReport> {
  const thresholds = yield* calibrateInSteps(recordings);
  const halves = yield* thresholdsOfHalves(recordings);
  const curve: TradeOff[] = [];
  for (const threshold of curveThresholds) {
    curve.push(tradeOff(threshold, talliesAt(recordings, threshold)));
    yield;
  }
  const settings: [ConfidenceLevel, TradeOff & { readonly savedInterval: Interval }][] = [];
  for (const level of levels) {
    const tallies = yield* talliesAtLevel(recordings, level, halves);
    settings.push([level, { ...tradeOff(thresholds[level], tallies), ...savedWithInterval(tallies) }]);
  }
  const races: RaceReport[] = [];
  for (const msPerKey of fastAndMean) {
    races.push(
      textsRace(
        recordings.map((text) => [text]),
        thresholds,
        [msPerKey],
      ),
    );
    yield;
  }
  return {
    files: new Set(recordings.map(({ path }) => path)).size,
    characters: recordings.reduce((sum, { characters }) => sum + characters, 0),
    curve,
    settings: Object.fromEntries(settings) as unknown as SuggestionReport['settings'],
    calibration: calibrationOf(recordings),
    components,
    race: { ideal: races[0]!.ideal, users: races.flatMap(({ users }) => users) },
  };
}

/** `recordings`: of a model made of some of the components. Yields after each text. */
export function* componentReport(
  component: EvaluatedModelName,
  recordings: readonly Recording[],
): Work<ComponentReport> {
  const tallies = yield* talliesAtLevel(recordings, 'balanced', yield* thresholdsOfHalves(recordings));
  const characters = recordings.reduce((sum, recording) => sum + recording.characters, 0);
  return {
    component,
    ...savedWithInterval(tallies),
    bitsPerChar: recordings.reduce((sum, { bits }) => sum + bits, 0) / Math.max(1, characters),
  };
}

/** About how many steps both reports have for each text. */
export const reportSteps = { component: thresholdGrid.length, all: 2 * thresholdGrid.length };

type Halves = readonly [even: ConfidenceThresholds, odd: ConfidenceThresholds];

const isInHalf = (half: number) => (_: unknown, index: number) => index % 2 === half;

function* thresholdsOfHalves(texts: readonly RecordedText[]): Work<Halves> {
  const even = yield* calibrateInSteps(texts.filter(isInHalf(0)));
  return [even, yield* calibrateInSteps(texts.filter(isInHalf(1)))];
}

/** A tally for each text at a level. Its threshold starts where the other half of the texts puts it, and adapts from there. */
function* talliesAtLevel(
  texts: readonly RecordedText[],
  level: ConfidenceLevel,
  halves: Halves,
): Work<readonly Tally[]> {
  const policies = halves.map((thresholds) => userPolicy(thresholds, level));
  const tallies: Tally[] = [];
  for (const [index, text] of texts.entries()) {
    tallies.push(tallyOf(text, policies[1 - (index % 2)]!(text)));
    yield;
  }
  return tallies;
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
