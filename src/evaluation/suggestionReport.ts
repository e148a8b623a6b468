// What the suggestions are worth on the user's own text: the workspace's held-out files typed once more with the help of the
// model and of each of its parts. A threshold is never judged on the files it was chosen on: those of one half are chosen on
// the other.
import { calibrateThresholds, lowestThreshold } from '../completion/policy/calibrateThresholds.ts';
import { gateSettingsAt, type ConfidenceLevel } from '../completion/policy/confidence.ts';
import { createThresholdController, type ThresholdController } from '../completion/policy/thresholdController.ts';
import {
  precisionOf,
  keystrokesSaved,
  simulateTyping,
  type RecordedText,
  type Tally,
} from '../completion/policy/simulatedTyping.ts';
import { calibrationOf, type CalibrationBin } from './calibration.ts';
import type { EvaluatedModelName } from '../model/components.ts';
import { sumOf, talliesAt } from './thresholds.ts';
import { bootstrap, type Interval } from './bootstrap.ts';
import type { Recording } from './record.ts';

/** What suggestions as sure as `threshold`, or surer, come to. */
export interface TradeOff {
  readonly threshold: number;
  /** Share of the keystrokes. */
  readonly saved: number;
  /** Share of the suggestions shown whose first word was right. */
  readonly precision: number;
  readonly shownPerChar: number;
}

export interface ComponentReport {
  readonly component: EvaluatedModelName;
  /** At the balanced setting. */
  readonly saved: number;
  readonly savedInterval: Interval;
  /** The editor's word completion has none. */
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
}

const curveThresholds = [lowestThreshold, ...Array.from({ length: 49 }, (_, step) => (step + 1) * 0.02)];
const eagernesses: readonly ConfidenceLevel[] = ['eager', 'balanced', 'quiet'];

/** `recordings`: of all mixed; of each file, or of pieces of files. */
export function suggestionReport(
  recordings: readonly Recording[],
  voices: readonly ComponentReport[],
): SuggestionReport {
  const thresholds = calibrateThresholds(recordings);
  return {
    files: new Set(recordings.map(({ path }) => path)).size,
    characters: recordings.reduce((sum, { characters }) => sum + characters, 0),
    curve: curveThresholds.map((threshold) => tradeOff(threshold, talliesAt(recordings, threshold))),
    settings: Object.fromEntries(
      eagernesses.map((eagerness) => {
        const tallies = talliesAtLevel(recordings, eagerness);
        const { [eagerness]: threshold } = thresholds;
        return [eagerness, { ...tradeOff(threshold, tallies), savedInterval: intervalOf(tallies) }];
      }),
    ) as unknown as SuggestionReport['settings'],
    calibration: calibrationOf(recordings),
    components: voices,
  };
}

/** One voice on its own. */
export function componentReport(voice: EvaluatedModelName, recordings: readonly Recording[]): ComponentReport {
  const tallies = talliesAtLevel(recordings, 'balanced');
  const characters = recordings.reduce((sum, recording) => sum + recording.characters, 0);
  return {
    component: voice,
    saved: keystrokesSaved(sumOf(tallies)),
    savedInterval: intervalOf(tallies),
    bitsPerChar: recordings.reduce((sum, { bits }) => sum + bits, 0) / Math.max(1, characters),
  };
}

/** What each text costs at a setting whose threshold was found on the other half of the texts, and keeps its promise from there. */
export function talliesAtLevel(texts: readonly RecordedText[], eagerness: ConfidenceLevel): readonly Tally[] {
  const halves = [0, 1].map((half) => texts.filter((_, index) => index % 2 === half));
  const steerings = halves.map((half) => createThresholdController(calibrateThresholds(half)));
  return texts.map((text, index) => simulateAtLevel(text, eagerness, steerings[1 - (index % 2)]!));
}

function simulateAtLevel(text: RecordedText, eagerness: ConfidenceLevel, steering: ThresholdController): Tally {
  return simulateTyping(
    text,
    (before) => gateSettingsAt({ before, after: '' }, eagerness, steering.thresholds),
    (right) => steering.update(eagerness, right),
  );
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

export function intervalOf(tallies: readonly Tally[]): Interval {
  return bootstrap(tallies, (drawn) => keystrokesSaved(sumOf(drawn)));
}
