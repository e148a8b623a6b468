// What showing a suggestion is worth, in seconds, to a user who does not stop typing for it. They act when they have noticed and read it,
// and what they have typed until then is not saved any more. A suggestion that comes too late to save enough is not shown.
import type { UserParameters } from '../request.ts';
import { cutAt, type Candidate } from './candidate.ts';
import { pauseAfter } from './rhythm.ts';

/** Seconds: a user who has read that long decides by what they have read. */
export const longestReading = 1;
/** Keys: for a smaller gain, a suggestion is not worth the distraction (docs/decisions/net-time.md). */
const leastGain = 0.35;
/** Seconds from a key to a suggestion, about. */
const appearsAfter = 0.1;
/** Assumed share of wrong suggestions that a user accepts and undoes. */
export const wrongAcceptances = 0.05;

/** Seconds to read `length` characters, with the reaction before it. */
export function secondsToRead(
  length: number,
  { reactionSeconds, readingSeconds }: Pick<UserParameters, 'reactionSeconds' | 'readingSeconds'>,
): number {
  return reactionSeconds + Math.min(longestReading, readingSeconds * length);
}

/** Seconds that a wrong acceptance costs: the key, noticing the error, and the key that undoes it. */
export function secondsToUndo({ charactersPerSecond, reactionSeconds }: UserParameters): number {
  return reactionSeconds + 2 / charactersPerSecond;
}

/**
 * Keys that a suggestion is expected to save a user who has typed the first `typed` characters of it, a mean, when they accept: all that
 * is left costs one key, a part of it one key per word. `words`: their ends (UTF-16 units) and the probabilities that the text up to
 * there is correct. `acceptsParts`: see `UserParameters`.
 */
export function expectedKeysSaved(words: Candidate['words'], typed = 0, acceptsParts = 1): number {
  let saved = 0;
  let keys = 0;
  for (const [index, { end, probability }] of words.entries()) {
    if (end <= typed) continue;
    keys++;
    const next = words[index + 1];
    const endsHere = next ? Math.max(0, probability - next.probability) : probability;
    saved += next ? acceptsParts * endsHere * Math.max(0, end - typed - keys) : endsHere * Math.max(0, end - typed - 1);
  }
  return saved;
}

/** Keys that the user types, on average, from the one before a suggestion of `length` UTF-16 units until they have read it. */
export function keysWhileReading(length: number, user: UserParameters, before: string): number {
  const keys = user.charactersPerSecond * (appearsAfter + secondsToRead(length, user));
  // The first key comes after the pause, the others at any time in an interval.
  return Math.max(0, keys - pauseAfter(before) + 0.5);
}

/** Seconds that the suggestion is expected to save after the text `before`; negative if it costs more than it saves. */
export function expectedNetSeconds(words: Candidate['words'], user: UserParameters, before: string): number {
  const [first] = words;
  if (!first) return 0;
  const typed = keysWhileReading(words.at(-1)!.end, user, before);
  const wrong = (1 - first.probability) * wrongAcceptances;
  return expectedKeysSaved(words, typed, user.acceptsParts) / user.charactersPerSecond - wrong * secondsToUndo(user);
}

/**
 * The part of the candidate, at a word's end, that is worth most to the user. Undefined: none is worth enough. An unknown user sees all
 * of every candidate.
 */
export function worthReading(
  candidate: Candidate,
  user: UserParameters | undefined,
  before: string,
): Candidate | undefined {
  if (!user) return candidate;
  let best: Candidate | undefined;
  let most = leastGain / user.charactersPerSecond;
  const { words } = candidate;
  for (let count = words.length; count > 0; count--) {
    const seconds = expectedNetSeconds(words.slice(0, count), user, before);
    if (seconds < most || (best && seconds === most)) continue;
    [best, most] = [cutAt(candidate, words[count - 1]!.end), seconds];
  }
  return best;
}
