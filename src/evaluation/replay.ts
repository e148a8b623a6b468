// The replay: held-out files typed from left to right with a model's help. Gates are chosen on recordings of the training side's
// own held-out files, go on keeping what they promise as the files scored are typed, and are judged on these; `oracleGates` are
// chosen on the latter and stay.
import { quantile, sum as total } from 'simple-statistics';
import type { ConfidenceLevel } from '../completion/policy/confidence.ts';
import { precisionOf, keystrokesSaved, type RecordedText, type Tally } from '../completion/policy/simulatedTyping.ts';
import { calibrationError } from './calibration.ts';
import { chooseGates, sumOf, talliesAt, typist, type Gates } from './gates.ts';
import { bootstrap, type Interval } from './intervals.ts';
import { record, type Contestant, type Recording, type ReplayedText } from './record.ts';
import { cut, stretchesOf, type Stretch } from './stretches.ts';

export interface GateReport {
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

export interface ContestantReport {
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
  readonly gates: Gates<GateReport>;
  readonly oracleGates: Gates<GateReport>;
  /** Expected calibration error of the first word's probability. */
  readonly calibrationError: number;
  /** Of one guess. */
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  /** Guess and reading, by character. */
  readonly microsecondsPerChar: number;
}

export interface ReplayTexts {
  /** Of the training side, not learnt before: here the gates are chosen. In order; learnt as they pass. */
  readonly choosing: readonly ReplayedText[];
  readonly scored: readonly ReplayedText[];
}

/** UTF-16 units in which keystrokes are counted at most. */
const mostKeystrokes = { choosing: 12_000, scored: 30_000 };

/** A text that was typed, and the parts of it in which keystrokes are counted. */
interface Typed {
  readonly recording: Recording;
  readonly counted: readonly RecordedText[];
}

export function replay(contestant: Contestant, texts: ReplayTexts, now: () => number): ContestantReport {
  const choosing = typedThrough(contestant, texts.choosing, mostKeystrokes.choosing, now);
  const chosen = chooseGates(choosing.flatMap(countedOf));
  const scored = typedThrough(contestant, texts.scored, mostKeystrokes.scored, now);
  const characters = charactersOf(scored);
  const latencies = scored.flatMap(({ recording }) => recording.latenciesMs);
  const percentile = (share: number) => (latencies.length === 0 ? 0 : quantile(latencies, share));
  const guessingMs = total(latencies);
  const readingMs = total(scored.map(({ recording }) => recording.readingMs));
  return {
    characters,
    bitsPerChar: total(scored.map(({ recording }) => recording.bits)) / Math.max(1, characters),
    ...judged(scored, chosen),
    latencyMs: { p50: percentile(0.5), p99: percentile(0.99) },
    microsecondsPerChar: 1000 * (readingMs / Math.max(1, characters) + guessingMs / Math.max(1, latencies.length)),
  };
}

function typedThrough(
  contestant: Contestant,
  texts: readonly ReplayedText[],
  most: number,
  now: () => number,
): readonly Typed[] {
  const stretches = stretchesOf(texts, most);
  return texts.map((text, index) => {
    const recording = record(contestant, text, now, stretches[index]);
    return { recording, counted: stretches[index]!.map((stretch) => within(recording, stretch)) };
  });
}

function judged(
  texts: readonly Typed[],
  chosen: Gates<number>,
): Pick<ContestantReport, 'keystrokes' | 'gates' | 'oracleGates' | 'calibrationError'> {
  const counted = texts.flatMap(countedOf);
  const { characters } = sumOf(talliesAt(counted, 1));
  const byFile = texts.map(countedOf).filter((parts) => parts.length > 0);
  const single = byFile.length === 1;
  const drawn = single ? counted.flatMap((part) => cut(part.text).map((stretch) => [within(part, stretch)])) : byFile;
  const reports = ({ best, half, seventy }: Gates<number>, settings: Gates<ConfidenceLevel>): Gates<GateReport> => ({
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
    gates: reports(chosen, promising),
    oracleGates: reports(chooseGates(counted), standing),
    calibrationError: calibrationError(counted),
  };
}

/** Gates as they are used: they keep what they promise while the texts are typed. */
const promising: Gates<ConfidenceLevel> = { best: 'eager', half: 'balanced', seventy: 'quiet' };
/** Gates that stay where they were set. */
const standing: Gates<ConfidenceLevel> = { best: 'eager', half: 'eager', seventy: 'eager' };

function countedOf({ counted }: Typed): readonly RecordedText[] {
  return counted;
}

function within({ text, guesses }: RecordedText, { start, end }: Stretch): RecordedText {
  return { text: text.slice(start, end), guesses: guesses.slice(start, end) };
}

/** `drawn`: what the interval draws from, each with all that was recorded of it. */
function reportAt(
  drawn: readonly (readonly RecordedText[])[],
  threshold: number,
  setting: ConfidenceLevel,
): GateReport {
  const type = typist(threshold, setting);
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

function charactersOf(texts: readonly Typed[]): number {
  return texts.reduce((sum, { recording }) => sum + recording.characters, 0);
}
