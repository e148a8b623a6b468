// The replay: held-out files typed from left to right with a model's help. Gates are chosen on recordings of the training side's
// own held-out files and judged on the files scored; `oracleGates` are chosen on the latter.
import { quantile } from 'simple-statistics';
import { precisionOf, savedOf, type Tally } from '../completion/typing.ts';
import { calibrationError } from './calibration.ts';
import { chooseGates, sumOf, talliesAt, type Gates } from './gates.ts';
import { bootstrap, type Interval } from './intervals.ts';
import { record, type Contestant, type Recording, type ReplayedText } from './record.ts';

export interface GateReport {
  /** Least probability of the first word. */
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
  /** Code points scored. */
  readonly characters: number;
  readonly bitsPerChar: number;
  readonly gates: Gates<GateReport>;
  readonly oracleGates: Gates<GateReport>;
  /** Expected calibration error of the first word's probability. */
  readonly calibrationError: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  /** Guess and reading, by character. */
  readonly microsecondsPerChar: number;
}

export interface ReplayTexts {
  /** Of the training side, not learnt before: here the gates are chosen. In order; learnt as they pass. */
  readonly choosing: readonly ReplayedText[];
  readonly scored: readonly ReplayedText[];
}

export function replay(contestant: Contestant, texts: ReplayTexts, now: () => number): ContestantReport {
  const choosing = texts.choosing.map((text) => record(contestant, text, now));
  const chosen = chooseGates(choosing);
  const start = now();
  const scored = texts.scored.map((text) => record(contestant, text, now));
  const elapsedMs = now() - start;
  return { ...score(scored, chosen), microsecondsPerChar: (1000 * elapsedMs) / Math.max(1, charactersOf(scored)) };
}

/** Judges gates on recordings; the time taken is not in them. */
export function score(
  recordings: readonly Recording[],
  chosen: Gates<number>,
): Omit<ContestantReport, 'microsecondsPerChar'> {
  const characters = charactersOf(recordings);
  const latencies = recordings.flatMap(({ latenciesMs }) => latenciesMs);
  const percentile = (share: number) => (latencies.length === 0 ? 0 : quantile(latencies, share));
  return {
    characters,
    bitsPerChar: recordings.reduce((sum, { bits }) => sum + bits, 0) / Math.max(1, characters),
    gates: reportsOf(recordings, chosen),
    oracleGates: reportsOf(recordings, chooseGates(recordings)),
    calibrationError: calibrationError(recordings),
    latencyMs: { p50: percentile(0.5), p99: percentile(0.99) },
  };
}

function reportsOf(recordings: readonly Recording[], { best, half, seventy }: Gates<number>): Gates<GateReport> {
  return {
    best: reportAt(recordings, best),
    half: reportAt(recordings, half),
    seventy: reportAt(recordings, seventy),
  };
}

function reportAt(recordings: readonly Recording[], threshold: number): GateReport {
  const tallies = talliesAt(recordings, threshold);
  const sum = sumOf(tallies);
  return {
    threshold,
    saved: savedOf(sum),
    savedInterval: bootstrap(tallies, (drawn: readonly Tally[]) => savedOf(sumOf(drawn))),
    firstWordPrecision: precisionOf(sum),
    wholePrecision: sum.wholeRight / Math.max(1, sum.shown),
    shownPerChar: sum.shown / Math.max(1, sum.characters),
    meanAcceptedLength: sum.taken / Math.max(1, sum.takings),
  };
}

function charactersOf(recordings: readonly Recording[]): number {
  return recordings.reduce((sum, { characters }) => sum + characters, 0);
}
