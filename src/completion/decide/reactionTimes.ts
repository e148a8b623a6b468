// How users react to a suggestion while they type on: when they notice it, how long they react and read, and which rest they accept.
// The policy expects the means, the simulated user draws the times.
import type { UserParameters } from '../request.ts';

/** Median reaction to a noticed suggestion, seconds; 95 % are between 0.15 and 0.5 s. */
export const reaction = { seconds: 0.274, spread: 0.3 };

/** Seconds to read one character: 0.25 s for each fixation of 8 characters (Rayner, Eye movements in reading, 1998). */
export const readingSeconds = 0.03;

/**
 * A suggestion of `length` UTF-16 units or more is noticed with a probability of one half after each `ms` of being visible; a shorter
 * one takes longer in proportion. An assumption: sudden onsets attract attention at once, but a user also looks elsewhere.
 */
const noticing = { length: 8, ms: 100 };

/** Intervals are this much longer while the user reads: they do two things at once. An assumption. */
export const readingSlowdown = 1.25;

/** UTF-16 units that an acceptance saves at least, for the user to press another key than the one in mind. */
export const leastSaved = 2;

/** Milliseconds in which half of the suggestions of `length` UTF-16 units are noticed. */
export function noticingHalfMs(length: number): number {
  return (noticing.ms * noticing.length) / Math.min(noticing.length, length);
}

/** Mean seconds until a suggestion of `length` UTF-16 units is noticed. */
export function noticingSeconds(length: number): number {
  return noticingHalfMs(length) / 1000 / Math.LN2;
}

/** What is observed of most users in the long run: the reaction includes noticing a long suggestion. */
export const usualReaction: Pick<UserParameters, 'reactionSeconds' | 'readingSeconds'> = {
  reactionSeconds: reaction.seconds + noticingSeconds(noticing.length),
  readingSeconds,
};
