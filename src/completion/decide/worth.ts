// What showing a suggestion is worth to a user, in seconds: the typing that it saves, less the time to notice and to read it and to
// undo a wrong acceptance. A suggestion that costs more than it saves is not shown.
import type { UserParameters } from '../request.ts';
import type { Candidate } from './candidate.ts';

/** Seconds: a user who has read that long decides by what they have read. */
export const longestReading = 1;
/**
 * Seconds: for a smaller gain, a suggestion is not worth the distraction. In the replay of edits, this shows 28 to 88 % fewer
 * suggestions and saves as much time or more (docs/decisions/net-time.md).
 */
const leastGain = 0.1;
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
 * Keys that a suggestion is expected to save: a whole suggestion costs one key, a part of it one key per word. `words`: their ends
 * (UTF-16 units) and the probabilities that the text up to there is correct.
 */
export function expectedKeysSaved(words: Candidate['words']): number {
  let saved = 0;
  for (const [index, { end, probability }] of words.entries()) {
    const next = words[index + 1];
    const endsHere = next ? Math.max(0, probability - next.probability) : probability;
    saved += endsHere * (end - (next ? index + 1 : 1));
  }
  return saved;
}

/** Seconds that a user who looks at the suggestion is expected to save; negative if it costs more than it saves. */
export function expectedNetSeconds(words: Candidate['words'], user: UserParameters): number {
  const [first] = words;
  if (!first) return 0;
  const wrong = 1 - first.probability;
  return (
    expectedKeysSaved(words) / user.charactersPerSecond -
    secondsToRead(words.at(-1)!.end, user) -
    wrong * wrongAcceptances * secondsToUndo(user)
  );
}

/** Whether to show a suggestion to the user. An unknown user sees every suggestion. */
export function isWorthReading(words: Candidate['words'], user: UserParameters | undefined): boolean {
  return !user || expectedNetSeconds(words, user) >= leastGain;
}
