// The replay: held-out files typed from left to right with a model's help. Gates are chosen on recordings of the training side's
// own held-out files, go on keeping what they promise as the files scored are typed, and are judged on these; `oracleGates` are
// chosen on the latter and stay.
import { quantile, sum as total } from 'simple-statistics';
import type { ConfidenceLevel } from '../completion/policy/confidence.ts';
import { precisionOf, keystrokesSaved, type RecordedText, type Tally } from '../completion/policy/simulatedTyping.ts';
import type { LanguageModel } from '../model/languageModel.ts';
import { calibrationError } from './calibration.ts';
import { chooseThresholds, sumOf, talliesAt, simulateUser, type ByThreshold } from './thresholds.ts';
import { bootstrap, type Interval } from './bootstrap.ts';
import { record, type Recording, type ReplayedText } from './record.ts';
import { cutIntoSegments, sampleSegments, type Segment } from './sample.ts';

export interface ThresholdReport {
  /** Least probability of a first word of usual length, at first. */
  readonly threshold: number;
  /** Share of the keystrokes. */
  readonly saved: number;
  readonly savedInterval: Interval;
  readonly firstWordPrecision: number;
  readonly wholePrecision: number;
  readonly shownPerChar: number;
  /** UTF-16 units written by a suggestion that wrote any. */
  readonly meanAcceptedLength: number;
}

export interface ModelReport {
  /** Code points scored: all cost bits. */
  readonly characters: number;
  readonly bitsPerChar: number;
  /** Keystrokes are counted here; gates, intervals and calibration are of it. */
  readonly keystrokes: {
    /** Code points: all, or those of a sample of stretches. */
    readonly characters: number;
    readonly sampled: boolean;
    /** What the bootstrap of the intervals draws: files; of a single file, stretches. */
    readonly intervalOver: 'files' | 'stretches';
  };
  readonly gates: ByThreshold<ThresholdReport>;
  readonly oracleGates: ByThreshold<ThresholdReport>;
  /** Expected calibration error of the first word's probability. */
  readonly calibrationError: number;
  /** Of one guess. */
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  /** Guess and reading, by character. */
  readonly microsecondsPerChar: number;
}

export interface ReplayTexts {
  /** Of the training side, not learnt before: here the gates are chosen. In order; learnt as they pass. */
  readonly calibration: readonly ReplayedText[];
  readonly scored: readonly ReplayedText[];
}

/** UTF-16 units in which keystrokes are counted at most. */
const maxSampled = { choosing: 12_000, scored: 30_000 };

/** A text that was typed, and the parts of it in which keystrokes are counted. */
interface RecordedSegments {
  readonly recording: Recording;
  readonly segments: readonly RecordedText[];
}

export function replay(model: LanguageModel, texts: ReplayTexts, now: () => number): ModelReport {
  const choosing = recordTexts(model, texts.calibration, maxSampled.choosing, now);
  const chosen = chooseThresholds(choosing.flatMap(countedOf));
  const scored = recordTexts(model, texts.scored, maxSampled.scored, now);
  const characters = charactersOf(scored);
  const latencies = scored.flatMap(({ recording }) => recording.latenciesMs);
  const percentile = (share: number) => (latencies.length === 0 ? 0 : quantile(latencies, share));
  const guessingMs = total(latencies);
  const readingMs = total(scored.map(({ recording }) => recording.readingMs));
  return {
    characters,
    bitsPerChar: total(scored.map(({ recording }) => recording.bits)) / Math.max(1, characters),
    ...scoreSegments(scored, chosen),
    latencyMs: { p50: percentile(0.5), p99: percentile(0.99) },
    microsecondsPerChar: 1000 * (readingMs / Math.max(1, characters) + guessingMs / Math.max(1, latencies.length)),
  };
}

function recordTexts(
  model: LanguageModel,
  texts: readonly ReplayedText[],
  most: number,
  now: () => number,
): readonly RecordedSegments[] {
  const stretches = sampleSegments(texts, most);
  return texts.map((text, index) => {
    const recording = record(model, text, now, stretches[index]);
    return { recording, segments: stretches[index]!.map((stretch) => segmentOf(recording, stretch)) };
  });
}

function scoreSegments(
  texts: readonly RecordedSegments[],
  chosen: ByThreshold<number>,
): Pick<ModelReport, 'keystrokes' | 'gates' | 'oracleGates' | 'calibrationError'> {
  const counted = texts.flatMap(countedOf);
  const { characters } = sumOf(talliesAt(counted, 1));
  const byFile = texts.map(countedOf).filter((parts) => parts.length > 0);
  const single = byFile.length === 1;
  const drawn = single
    ? counted.flatMap((part) => cutIntoSegments(part.text).map((stretch) => [segmentOf(part, stretch)]))
    : byFile;
  const reports = (
    { best, half, seventy }: ByThreshold<number>,
    settings: ByThreshold<ConfidenceLevel>,
  ): ByThreshold<ThresholdReport> => ({
    best: reportAt(drawn, best, settings.best),
    half: reportAt(drawn, half, settings.half),
    seventy: reportAt(drawn, seventy, settings.seventy),
  });
  return {
    keystrokes: {
      characters,
      sampled: characters < charactersOf(texts),
      intervalOver: single ? 'stretches' : 'files',
    },
    gates: reports(chosen, controlledLevels),
    oracleGates: reports(chooseThresholds(counted), fixedLevels),
    calibrationError: calibrationError(counted),
  };
}

/** Gates as they are used: they keep what they promise while the texts are typed. */
const controlledLevels: ByThreshold<ConfidenceLevel> = { best: 'eager', half: 'balanced', seventy: 'quiet' };
/** Gates that stay where they were set. */
const fixedLevels: ByThreshold<ConfidenceLevel> = { best: 'eager', half: 'eager', seventy: 'eager' };

function countedOf({ segments: counted }: RecordedSegments): readonly RecordedText[] {
  return counted;
}

function segmentOf({ text, candidates }: RecordedText, { start, end }: Segment): RecordedText {
  return { text: text.slice(start, end), candidates: candidates.slice(start, end) };
}

/** `drawn`: what the interval draws from, each with all that was recorded of it. */
function reportAt(
  drawn: readonly (readonly RecordedText[])[],
  threshold: number,
  setting: ConfidenceLevel,
): ThresholdReport {
  const type = simulateUser(threshold, setting);
  const tallies = drawn.map((recorded) => sumOf(recorded.map(type)));
  const sum = sumOf(tallies);
  return {
    threshold,
    saved: keystrokesSaved(sum),
    savedInterval: bootstrap(tallies, (again: readonly Tally[]) => keystrokesSaved(sumOf(again))),
    firstWordPrecision: precisionOf(sum),
    wholePrecision: sum.allCorrect / Math.max(1, sum.shown),
    shownPerChar: sum.shown / Math.max(1, sum.characters),
    meanAcceptedLength: sum.acceptedLength / Math.max(1, sum.acceptances),
  };
}

function charactersOf(texts: readonly RecordedSegments[]): number {
  return texts.reduce((sum, { recording }) => sum + recording.characters, 0);
}
