// What suggestions save users who do not stop for them, beside the ideal user who sees and accepts everything at once: keystrokes,
// seconds, and why the user saves less. See `completion/simulate/simulatedUser.ts` for what is assumed.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import {
  createRace,
  idealSavings,
  lossCauses,
  noRace,
  type LossCause,
  type RaceTally,
} from '../completion/simulate/race.ts';
import { addCounts } from '../completion/calibrate/counts.ts';
import type { RecordedText } from '../completion/calibrate/recordedText.ts';
import type { ConfidenceThresholds } from '../completion/decide/threshold.ts';
import { observedParameters, typingSpeeds } from '../completion/simulate/simulatedUser.ts';
import type { UserParameters } from '../completion/request.ts';
import { bootstrap, type Interval } from './bootstrap.ts';
import { userPolicy } from './thresholds.ts';

export interface RaceFigures {
  /** Share of the keystrokes. */
  readonly saved: number;
  readonly savedInterval: Interval;
  /** Seconds saved per 1,000 characters. */
  readonly secondsPer1000: number;
  readonly secondsInterval: Interval;
  readonly shownPerChar: number;
  /** UTF-16 units of a suggestion, and the share of those with several words. */
  readonly meanLength: number;
  readonly severalWords: number;
  /** Suggestions that the next key contradicts within 150 ms. */
  readonly flashesPerChar: number;
  readonly firstWordPrecision: number;
  /** Share of the keystrokes that the ideal user saves and this one does not. The sum, less `elsewhere`, is the difference. */
  readonly lost: Readonly<Record<LossCause, number>>;
  /** Share of the keystrokes that only this user saves. */
  readonly elsewhere: number;
}

export interface RaceUserReport {
  readonly msPerKey: number;
  /** The product knows the speed and the reaction of the user. */
  readonly known: RaceFigures;
  /** It does not know them yet. */
  readonly unknown: RaceFigures;
}

export interface RaceReport {
  /** Share of the keystrokes that the ideal user saves. */
  readonly ideal: number;
  readonly users: readonly RaceUserReport[];
}

/** Typings of all texts, with other intervals and reactions. */
const repeats = 3;

/**
 * `type`: types all texts with the race, for a product that knows this of the user; one tally for each commit or file, which the
 * bootstrap resamples.
 */
export function raceReport(
  type: (race: ReturnType<typeof createRace>, user: UserParameters | undefined) => readonly RaceTally[],
  speeds: readonly number[] = typingSpeeds,
): RaceReport {
  let ideal = 0;
  const figuresFor = (msPerKey: number, user: UserParameters | undefined): RaceFigures => {
    const random = xoroshiro128plus(1);
    const runs = Array.from({ length: repeats }, () => type(createRace({ msPerKey, random }), user));
    const tallies = runs[0]!.map((_, index) => sumOf(runs.map((run) => run[index]!)));
    const sum = sumOf(tallies);
    ideal = share(sum.characters - sum.idealKeys, sum);
    return {
      saved: savedOf(sum),
      savedInterval: bootstrap(tallies, (drawn) => savedOf(sumOf(drawn))),
      secondsPer1000: secondsOf(sum),
      secondsInterval: bootstrap(tallies, (drawn) => secondsOf(sumOf(drawn))),
      shownPerChar: share(sum.shown, sum),
      meanLength: sum.shownLength / Math.max(1, sum.shown),
      severalWords: sum.severalWords / Math.max(1, sum.shown),
      flashesPerChar: share(sum.flashes, sum),
      firstWordPrecision: sum.firstWordCorrect / Math.max(1, sum.shown),
      lost: Object.fromEntries(lossCauses.map((cause) => [cause, share(sum[cause], sum)])) as Record<LossCause, number>,
      elsewhere: share(sum.elsewhere, sum),
    };
  };
  const users = speeds.map((msPerKey) => ({
    msPerKey,
    known: figuresFor(msPerKey, observedParameters(msPerKey)),
    unknown: figuresFor(msPerKey, undefined),
  }));
  return { ideal, users };
}

/** The race over texts that are typed one after the other at the level `balanced`. `groups`: what the bootstrap resamples. */
export function textsRace(
  groups: readonly (readonly RecordedText[])[],
  thresholds: ConfidenceThresholds,
  speeds?: readonly number[],
): RaceReport {
  const idealFor = userPolicy(thresholds, 'balanced');
  const ideal = groups.map((texts) => texts.map((text) => idealSavings(text, idealFor(text))));
  return raceReport((race, user) => {
    const policyFor = userPolicy(thresholds, 'balanced', user);
    return groups.map((texts, group) =>
      sumOf(texts.map((text, index) => race(text, policyFor(text), ideal[group]![index]!))),
    );
  }, speeds);
}

const share = (part: number, { characters }: RaceTally): number => part / Math.max(1, characters);

const savedOf = (sum: RaceTally): number => share(sum.characters - sum.keys, sum);

const secondsOf = (sum: RaceTally): number => 1000 * share(sum.secondsAlone - sum.seconds, sum);

function sumOf(tallies: readonly RaceTally[]): RaceTally {
  return tallies.reduce(addCounts<RaceTally>, noRace);
}
