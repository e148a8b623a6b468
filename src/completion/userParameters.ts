// Estimates how the user types and reads from what the host observes: the time between typed characters, and the time from the
// appearance of a suggestion to its acceptance. Older observations lose weight. The estimates never leave the machine.
import { usualReaction } from './decide/reactionTimes.ts';
import type { UserParameters } from './request.ts';

/** Sums of observations, which decay. Stored as they are. */
export interface UserObservations {
  /** Gaps between characters that the user typed one after the other, and their sum in seconds. */
  readonly gaps: number;
  readonly gapSeconds: number;
  /** Accepted suggestions: their number, lengths, dwell times in seconds, and the products for a regression line. */
  readonly accepted: number;
  readonly length: number;
  readonly lengthSquared: number;
  readonly dwell: number;
  readonly dwellTimesLength: number;
  /** Those of which the user accepted the beginning alone, as the next word. */
  readonly parts: number;
}

export const noObservations: UserObservations = {
  gaps: 0,
  gapSeconds: 0,
  accepted: 0,
  length: 0,
  lengthSquared: 0,
  dwell: 0,
  dwellTimesLength: 0,
  parts: 0,
};

/** Seconds: after a longer gap, the user did something else. */
const longestGap = 2;
/** Seconds: after a longer time, the user was not reading. */
const longestDwell = 5;
/** UTF-16 units: users do not read longer suggestions to the end before they accept them. */
const longestRead = 40;
/** Observations are halved in effect beyond these numbers. */
const maxGaps = 2000;
const maxAccepted = 200;
/** Fewer observations say too little. */
const minGaps = 100;
const minAccepted = 20;
/** A user who has typed so much and accepted little is taken to look at suggestions as most do. */
const manyGaps = 1000;
/** Weight of the usual reading time in the regression, in squared characters, and of the usual reaction, in accepted suggestions. */
const priorWeight = 2000;
const priorAccepted = 5;
/** A user who takes so often the beginning alone takes it wherever the rest is wrong. The prior is that of such a user, in accepted suggestions. */
const mostParts = 0.2;
const priorParts = 2;
/** Plausible values. */
const bounds = {
  charactersPerSecond: [1, 15],
  reactionSeconds: [0.1, 2],
  readingSeconds: [0.01, 0.1],
} as const;

/** The user typed a character this long after the one before it. */
export function observeGap(observed: UserObservations, seconds: number): UserObservations {
  if (!(seconds > 0) || seconds > longestGap) return observed;
  const decay = Math.min(1, maxGaps / (observed.gaps + 1));
  return {
    ...observed,
    gaps: decay * (observed.gaps + 1),
    gapSeconds: decay * (observed.gapSeconds + seconds),
  };
}

/** What the user accepted: its length (UTF-16 units), how long after it appeared, and whether it was the beginning of a suggestion alone. */
export interface Acceptance {
  readonly length: number;
  readonly seconds: number;
  readonly isPart: boolean;
}

export function observeAcceptance(observed: UserObservations, accepted: Acceptance): UserObservations {
  const { length, seconds, isPart } = accepted;
  if (!(seconds > 0) || seconds > longestDwell || length < 1) return observed;
  const read = Math.min(longestRead, length);
  const decay = Math.min(1, maxAccepted / (observed.accepted + 1));
  return {
    ...observed,
    accepted: decay * (observed.accepted + 1),
    length: decay * (observed.length + read),
    lengthSquared: decay * (observed.lengthSquared + read ** 2),
    dwell: decay * (observed.dwell + seconds),
    dwellTimesLength: decay * (observed.dwellTimesLength + seconds * read),
    parts: decay * (observed.parts + Number(isPart)),
  };
}

/** Undefined while there are too few observations. */
export function userParametersOf(observed: UserObservations): UserParameters | undefined {
  const { gaps, gapSeconds, accepted, length, lengthSquared, dwell, dwellTimesLength, parts } = observed;
  if (gaps < minGaps || (accepted < minAccepted && gaps < manyGaps)) return undefined;
  // Ridge regression of the dwell time on the length, towards what is usual.
  const covariance = dwellTimesLength - (dwell * length) / Math.max(1, accepted);
  const variance = lengthSquared - length ** 2 / Math.max(1, accepted);
  const slope = (covariance + priorWeight * usualReaction.readingSeconds) / (Math.max(0, variance) + priorWeight);
  const readingSeconds = within(bounds.readingSeconds, slope);
  const reaction = dwell - readingSeconds * length + priorAccepted * usualReaction.reactionSeconds;
  return {
    charactersPerSecond: within(bounds.charactersPerSecond, gaps / gapSeconds),
    reactionSeconds: within(bounds.reactionSeconds, reaction / (accepted + priorAccepted)),
    readingSeconds,
    acceptsParts: Math.min(1, (parts + priorParts) / (mostParts * accepted + priorParts)),
  };
}

function within([low, high]: readonly [number, number], value: number): number {
  return Math.min(high, Math.max(low, value));
}

/** What was stored, if it is valid; else nothing. */
export function parseObservations(stored: unknown): UserObservations {
  if (typeof stored !== 'object' || stored === null) return noObservations;
  const read = Object.keys(noObservations).map((name) => [name, Reflect.get(stored, name)] as const);
  const isValid = read.every(([, value]) => Number.isFinite(value) && Number(value) >= 0);
  return isValid ? (Object.fromEntries(read) as unknown as UserObservations) : noObservations;
}
