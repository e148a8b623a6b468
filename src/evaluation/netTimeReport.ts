// Net time: how many seconds suggestions save per 1,000 characters, for simulated users over the plausible range of typing speed,
// reaction, reading and attention. With the rule that a suggestion must save time, and without it.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { longestReading, wrongAcceptances } from '../completion/decide/worth.ts';
import type { UserParameters } from '../completion/request.ts';
import { bootstrap, type Interval } from './bootstrap.ts';
import {
  addTimes,
  noTime,
  secondsPer1000,
  type SimulatedUser,
  type TimeTally,
} from '../completion/simulate/timedTyping.ts';

export interface NetTime {
  /** Seconds saved per 1,000 characters. */
  readonly secondsPer1000: number;
  readonly interval: Interval;
  readonly shownPerChar: number;
}

export interface UserReport extends SimulatedUser {
  /** Shows a suggestion only if it is expected to save this user time. */
  readonly byNetTime: NetTime;
  /** Shows every suggestion that the confidence threshold lets through. */
  readonly byConfidence: NetTime;
}

export interface NetTimeReport {
  readonly assumptions: { readonly longestReading: number; readonly wrongAcceptances: number };
  /** A typical user first, then the corners of the range. */
  readonly users: readonly UserReport[];
}

const range = {
  looks: [0.2, 1],
  reactionSeconds: [0.15, 0.5],
  charactersPerSecond: [3, 8],
  readingSeconds: [0.02, 0.06],
} as const;

const typicalUser: SimulatedUser = {
  looks: 0.6,
  reactionSeconds: 0.3,
  charactersPerSecond: 5,
  readingSeconds: 0.04,
};

/** Who gains most and least from suggestions, with the typical user between them. */
export const threeUsers: readonly SimulatedUser[] = [
  { looks: 1, reactionSeconds: 0.15, charactersPerSecond: 3, readingSeconds: 0.02 },
  typicalUser,
  { looks: 1, reactionSeconds: 0.5, charactersPerSecond: 8, readingSeconds: 0.06 },
];

export const simulatedUsers: readonly SimulatedUser[] = [
  typicalUser,
  ...range.looks.flatMap((looks) =>
    range.reactionSeconds.flatMap((reactionSeconds) =>
      range.charactersPerSecond.flatMap((charactersPerSecond) =>
        range.readingSeconds.map((readingSeconds) => ({
          ...{ looks, reactionSeconds, charactersPerSecond, readingSeconds },
        })),
      ),
    ),
  ),
];

/** Simulations of a user who does not look at every suggestion: which ones is random. */
const repeats = 3;

/**
 * `type`: one tally for each commit or file, which the bootstrap resamples. `gate`: the user for whom a suggestion must save time;
 * undefined: none.
 */
export function netTimeReport(
  type: (user: SimulatedUser, random: RandomGenerator, gate: UserParameters | undefined) => readonly TimeTally[],
  users = simulatedUsers,
): NetTimeReport {
  const netTime = (user: SimulatedUser, gate: UserParameters | undefined): NetTime => {
    const random = xoroshiro128plus(1);
    const runs = Array.from({ length: user.looks < 1 ? repeats : 1 }, () => type(user, random, gate));
    const tallies = runs[0]!.map((_, index) => sumOf(runs.map((run) => run[index]!)));
    const sum = sumOf(tallies);
    return {
      secondsPer1000: secondsPer1000(sum),
      interval: bootstrap(tallies, (drawn) => secondsPer1000(sumOf(drawn))),
      shownPerChar: sum.shown / Math.max(1, sum.characters),
    };
  };
  return {
    assumptions: { longestReading, wrongAcceptances },
    users: users.map((user) => ({
      ...user,
      byNetTime: netTime(user, user),
      byConfidence: netTime(user, undefined),
    })),
  };
}

function sumOf(tallies: readonly TimeTally[]): TimeTally {
  return tallies.reduce(addTimes, noTime);
}
