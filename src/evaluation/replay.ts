// The replay of new files: an ideal user types held-out files from left to right with the help of a model. Thresholds are chosen on
// the calibration files, adapt as the scored files are typed, and are scored on these. `oracleGates` are chosen on the scored files
// themselves and stay fixed, as an upper bound.
import { quantile, sum as total } from 'simple-statistics';
import { everyLevelAt } from '../completion/decide/threshold.ts';
import type { RecordedText } from '../completion/calibrate/recordedText.ts';
import { precisionOf, sumOf } from '../completion/calibrate/typeRecording.ts';
import type { ConfidenceLevel } from '../completion/request.ts';
import type { LanguageModel } from '../model/languageModel.ts';
import { calibrationError } from './calibration.ts';
import { chooseThresholds, talliesAt, tallyAt, type ByThreshold } from './thresholds.ts';
import type { Interval } from './bootstrap.ts';
import { savedWithInterval } from './savedKeystrokes.ts';
import { textsRace, type RaceReport } from './raceReport.ts';
import { record, type Recording, type RecordOptions, type ReplayedText } from './record.ts';
import { cutIntoSegments, sampleSegments, type Segment } from './sampleSegments.ts';

export interface ThresholdReport {
  /** Least probability of a first word of usual length, at the start. */
  readonly threshold: number;
  /** Share of the keystrokes that is saved. */
  readonly saved: number;
  readonly savedInterval: Interval;
  /** Share of the suggestions shown whose first word is correct. */
  readonly firstWordPrecision: number;
  /** Share of the suggestions shown that are correct to the end. */
  readonly wholePrecision: number;
  readonly shownPerChar: number;
  /** UTF-16 units inserted by an accepted suggestion. */
  readonly meanAcceptedLength: number;
}

export interface ModelReport {
  /** Code points of the scored files: bits per character are measured on all of them. */
  readonly characters: number;
  readonly bitsPerChar: number;
  /** The text in which keystrokes are counted. Thresholds, intervals and calibration refer to it. */
  readonly keystrokes: {
    /** Code points: all, or those of the sampled segments. */
    readonly characters: number;
    readonly sampled: boolean;
    /** What the bootstrap resamples: files, or segments of a single file. */
    readonly intervalOver: 'files' | 'spans';
  };
  readonly gates: ByThreshold<ThresholdReport>;
  readonly oracleGates: ByThreshold<ThresholdReport>;
  /** Users who do not stop for suggestions, at the level `balanced`. */
  readonly race: RaceReport;
  /** Expected calibration error of the first word's probability. */
  readonly calibrationError: number;
  /** Time to decode one candidate. */
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  /** Time to decode and learn, per character. */
  readonly microsecondsPerChar: number;
}

export interface ReplayTexts {
  /** Thresholds are chosen here. Not learned before, but as they are replayed. */
  readonly calibration: readonly ReplayedText[];
  readonly scored: readonly ReplayedText[];
}

/** Largest number of UTF-16 units in which keystrokes are counted. */
const maxSampled = { calibration: 12_000, scored: 30_000 };

/** A recorded text, and its segments in which keystrokes are counted. */
interface RecordedSegments {
  readonly recording: Recording;
  readonly segments: readonly RecordedText[];
}

/** `fileIndex`: of the texts that the model has learned. */
export function replay(
  model: LanguageModel,
  texts: ReplayTexts,
  options: Pick<RecordOptions, 'now' | 'fileIndex'>,
): ModelReport {
  const calibration = recordTexts(model, texts.calibration, maxSampled.calibration, options);
  const chosen = chooseThresholds(calibration.flatMap(({ segments }) => segments));
  const scored = recordTexts(model, texts.scored, maxSampled.scored, options);
  const characters = charactersOf(scored);
  const latencies = scored.flatMap(({ recording }) => recording.latenciesMs);
  const percentile = (share: number) => (latencies.length === 0 ? 0 : quantile(latencies, share));
  const decodingMs = total(latencies);
  const learningMs = total(scored.map(({ recording }) => recording.readingMs));
  return {
    characters,
    bitsPerChar: total(scored.map(({ recording }) => recording.bits)) / Math.max(1, characters),
    ...scoreSegments(scored, chosen),
    latencyMs: { p50: percentile(0.5), p99: percentile(0.99) },
    microsecondsPerChar: 1000 * (learningMs / Math.max(1, characters) + decodingMs / Math.max(1, latencies.length)),
  };
}

function recordTexts(
  model: LanguageModel,
  texts: readonly ReplayedText[],
  limit: number,
  options: Pick<RecordOptions, 'now' | 'fileIndex'>,
): readonly RecordedSegments[] {
  const samples = sampleSegments(texts, limit);
  return texts.map((text, index) => {
    const recording = record(model, text, { ...options, segments: samples[index] });
    return { recording, segments: samples[index]!.map((segment) => segmentOf(recording, segment)) };
  });
}

function scoreSegments(
  texts: readonly RecordedSegments[],
  chosen: ByThreshold<number>,
): Pick<ModelReport, 'keystrokes' | 'gates' | 'oracleGates' | 'race' | 'calibrationError'> {
  const counted = texts.flatMap(({ segments }) => segments);
  const { characters } = sumOf(talliesAt(counted, 1));
  const byFile = texts.map(({ segments }) => segments).filter((segments) => segments.length > 0);
  const isSingle = byFile.length === 1;
  const groups = isSingle
    ? counted.flatMap((text) => cutIntoSegments(text.text).map((segment) => [segmentOf(text, segment)]))
    : byFile;
  const reports = (
    { best, half, seventy }: ByThreshold<number>,
    levels: ByThreshold<ConfidenceLevel>,
  ): ByThreshold<ThresholdReport> => ({
    best: reportAt(groups, best, levels.best),
    half: reportAt(groups, half, levels.half),
    seventy: reportAt(groups, seventy, levels.seventy),
  });
  return {
    keystrokes: {
      characters,
      sampled: characters < charactersOf(texts),
      intervalOver: isSingle ? 'spans' : 'files',
    },
    gates: reports(chosen, controlledLevels),
    oracleGates: reports(chooseThresholds(counted), fixedLevels),
    race: textsRace(groups, everyLevelAt(chosen.half)),
    calibrationError: calibrationError(counted),
  };
}

/** The levels of the product, whose thresholds adapt to their promised precision. */
const controlledLevels: ByThreshold<ConfidenceLevel> = { best: 'eager', half: 'balanced', seventy: 'quiet' };
/** The threshold stays where it is: 'eager' promises no precision. */
const fixedLevels: ByThreshold<ConfidenceLevel> = { best: 'eager', half: 'eager', seventy: 'eager' };

/** A segment of a recorded text. */
export function segmentOf(whole: RecordedText, { start, end }: Segment): RecordedText {
  const { text, candidates, otherFileWords = [], unfamiliar = [] } = whole;
  return {
    ...whole,
    text: text.slice(start, end),
    candidates: candidates.slice(start, end),
    otherFileWords: otherFileWords.slice(start, end),
    unfamiliar: unfamiliar.slice(start, end),
  };
}

/** `groups`: what the bootstrap resamples. */
function reportAt(
  groups: readonly (readonly RecordedText[])[],
  threshold: number,
  level: ConfidenceLevel,
): ThresholdReport {
  const typeText = tallyAt(threshold, level);
  const tallies = groups.map((texts) => sumOf(texts.map(typeText)));
  const sum = sumOf(tallies);
  return {
    threshold,
    ...savedWithInterval(tallies),
    firstWordPrecision: precisionOf(sum),
    wholePrecision: sum.allCorrect / Math.max(1, sum.shown),
    shownPerChar: sum.shown / Math.max(1, sum.characters),
    meanAcceptedLength: sum.acceptedLength / Math.max(1, sum.acceptances),
  };
}

function charactersOf(texts: readonly RecordedSegments[]): number {
  return texts.reduce((sum, { recording }) => sum + recording.characters, 0);
}
