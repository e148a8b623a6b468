// The race model of a user, who does not stop for suggestions. They type in a rhythm with pauses, notice a suggestion after it
// has been visible for some time, and react and read while they type on. The simulation and the script of the real editor share it.
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { UserParameters } from '../request.ts';
import { acceptanceOf, type Acceptance } from '../calibrate/acceptance.ts';
import { leastSaved, noticingHalfMs, reaction, readingSeconds, usualReaction } from '../decide/reactionTimes.ts';
import { meanPause, pauseAfter } from '../decide/rhythm.ts';
import { secondsToRead } from '../decide/worth.ts';

/**
 * Mean milliseconds per key: the fastest, a fast, the mean and a slow user. Among 168,000 volunteers, the mean is 239 ms, and the
 * fastest need 120 ms (Dhakal et al., Observations on typing from 136 million keystrokes, CHI 2018).
 */
export const typingSpeeds = [120, 150, 240, 350] as const;

/** Intervals are log-normal. The standard deviation of their logarithm makes their own about half of the mean. */
const intervalSpread = 0.45;

/** What the host observes of such a user in the long run. */
export function observedParameters(msPerKey: number): UserParameters {
  return { charactersPerSecond: 1000 / msPerKey, ...usualReaction };
}

/** Milliseconds before each key of the text, one per UTF-16 unit. */
export function intervalsOf(text: string, msPerKey: number, random: RandomGenerator): Float64Array {
  const median = msPerKey / meanPause / Math.exp(intervalSpread ** 2 / 2);
  const intervalMs = (_: unknown, at: number) =>
    median * pauseAfter(text.slice(0, at), text[at]) * logNormal(intervalSpread, random);
  return Float64Array.from({ length: text.length }, intervalMs);
}

/** A suggestion that the user sees, or may overlook. */
export interface Sight {
  /** Milliseconds, on the clock of `sinceMs`. */
  readonly noticedMs: number;
  /** The user has read it and knows whether it is right. */
  readonly decidedMs: number;
}

/** `length` UTF-16 units are visible since `sinceMs`. What the user types meanwhile changes nothing. */
export function lookAt(length: number, sinceMs: number, random: RandomGenerator): Sight {
  const noticedMs = sinceMs - noticingHalfMs(length) * Math.log2(1 - uniformFloat64(random));
  const reactionSeconds = reaction.seconds * logNormal(reaction.spread, random);
  const decisionSeconds = secondsToRead(length, { reactionSeconds, readingSeconds });
  return { noticedMs, decidedMs: noticedMs + 1000 * decisionSeconds };
}

/** What a user who has decided accepts of the visible rest, at index `at` of the text in mind. Undefined: it saves too little. */
export function acceptedRest(rest: string, text: string, at: number): Acceptance | undefined {
  const acceptance = acceptanceOf(rest, text, at);
  return acceptance.length - acceptance.keys >= leastSaved ? acceptance : undefined;
}

/** With the median 1. */
function logNormal(spread: number, random: RandomGenerator): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(random)));
  return Math.exp(spread * radius * Math.cos(2 * Math.PI * uniformFloat64(random)));
}
